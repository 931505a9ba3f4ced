import missing
