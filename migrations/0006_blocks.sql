-- Blocks of names are numbered so that both halves of one lie side by side; filed anew
-- by the next import.
DELETE FROM name_blocks;
