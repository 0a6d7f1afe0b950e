"""Which of the lines below a title are its abstract, by evidence of known weight."""
