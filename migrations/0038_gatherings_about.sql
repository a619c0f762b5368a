-- What a host says of a gathering that people choose by: in which language it is (a code, or empty), what it costs
-- (`free`, `paid`, or empty; `price` in the host's words) and whether one gets in without steps (`yes`, `partly`, `no`, or
-- empty where nobody has said). A gathering of which nothing is said has no row.
CREATE TABLE gathering_about (
    gathering BIGINT PRIMARY KEY REFERENCES gathering (id),
    language TEXT NOT NULL,
    cost TEXT NOT NULL,
    price TEXT NOT NULL,
    step_free TEXT NOT NULL
);
