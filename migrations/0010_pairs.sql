-- That two people are one may be said of several of their names, so a decision holds a list of
-- pairs; till now it held the one pair.
UPDATE decisions SET value = json_array(json(value)) WHERE kind = 'same person';
