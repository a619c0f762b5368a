-- Whether any address is told anything is asked with each answer.
CREATE INDEX webhook_told ON webhook (off_at);
