-- A transcript is a delivery like any other: what becomes of it is seen, and it can be sent again.
alter table deliveries add column carries text not null default 'replies' check (carries in ('replies', 'transcript'));
-- Somebody wrote the address by hand: sending again keeps it, whatever the contact's address is by then.
alter table deliveries add column address_given boolean not null default false;
