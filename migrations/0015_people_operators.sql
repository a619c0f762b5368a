-- Who runs this server, by login: they see its jobs, its storage, and what was disputed. Granted on the command line.
CREATE TABLE operator (
    account BIGINT NOT NULL PRIMARY KEY REFERENCES account (id),
    at BIGINT NOT NULL
);
