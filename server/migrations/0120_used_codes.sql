-- Codes of a second factor that have been taken, while they would still be valid: each counts once (RFC 6238, 5.2).
create table used_codes (
  user_id uuid not null references users (id) on delete cascade,
  code text not null,
  used_at timestamptz not null default now(),
  primary key (user_id, code)
);
