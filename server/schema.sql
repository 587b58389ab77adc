table accounts
  id uuid not null
  user_id uuid not null
  account_id text not null
  provider_id text not null
  access_token text
  refresh_token text
  id_token text
  access_token_expires_at timestamp with time zone
  refresh_token_expires_at timestamp with time zone
  scope text
  password text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  accounts_pkey PRIMARY KEY (id)
  accounts_provider_id_account_id_key UNIQUE (provider_id, account_id)
  accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX accounts_user ON public.accounts USING btree (user_id)

table agent_loads
  with fillfactor=70
  workspace_id uuid not null
  user_id uuid not null
  load integer not null default 0
  served_at timestamp with time zone
  agent_loads_load_check CHECK ((load >= 0))
  agent_loads_pkey PRIMARY KEY (workspace_id, user_id)
  agent_loads_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE

table agent_presence
  with fillfactor=70
  workspace_id uuid not null
  user_id uuid not null
  came_at timestamp with time zone not null default now()
  seen_at timestamp with time zone not null default now()
  left_at timestamp with time zone
  agent_presence_pkey PRIMARY KEY (workspace_id, user_id)
  agent_presence_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE

table api_keys
  workspace_id uuid not null
  id uuid not null
  name text not null
  prefix text not null
  secret_hash text not null
  role text not null
  created_by uuid
  created_at timestamp with time zone not null default now()
  last_used_at timestamp with time zone
  role_id uuid default 
CASE
    WHEN (role = ANY (ARRAY['owner'::text, 'admin'::text, 'supervisor'::text, 'agent'::text])) THEN NULL::uuid
    ELSE (role)::uuid
END
  api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
  api_keys_pkey PRIMARY KEY (workspace_id, id)
  api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  api_keys_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id)
  CREATE INDEX api_keys_role ON public.api_keys USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL)

table audit_entries
  workspace_id uuid not null
  id uuid not null
  at timestamp(3) with time zone not null default now()
  actor_kind text not null
  actor_id uuid
  actor_name text
  action text not null
  target_kind text
  target_id text
  target_name text
  before jsonb
  after jsonb
  ip text
  user_agent text
  audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['agent'::text, 'bot'::text, 'system'::text])))
  audit_entries_pkey PRIMARY KEY (workspace_id, id)
  audit_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX audit_entries_action ON public.audit_entries USING btree (workspace_id, action, at DESC, id DESC)
  CREATE INDEX audit_entries_actor ON public.audit_entries USING btree (workspace_id, actor_id, at DESC, id DESC)
  CREATE INDEX audit_entries_at ON public.audit_entries USING btree (workspace_id, at DESC, id DESC)
  CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
  CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON public.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()

table bulk_changes
  workspace_id uuid not null
  id uuid not null
  user_id uuid not null
  items jsonb not null
  created_at timestamp with time zone not null default now()
  undone_at timestamp with time zone
  bulk_changes_pkey PRIMARY KEY (workspace_id, id)
  bulk_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  bulk_changes_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
  CREATE INDEX bulk_changes_old ON public.bulk_changes USING btree (workspace_id, created_at)

table bulk_run_items
  workspace_id uuid not null
  run_id uuid not null
  conversation_id uuid not null
  place integer not null
  state text not null default 'waiting'::text
  before jsonb
  after jsonb
  code text
  bulk_run_items_pkey PRIMARY KEY (workspace_id, run_id, conversation_id)
  bulk_run_items_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'changed'::text, 'same'::text, 'failed'::text, 'undone'::text, 'kept'::text])))
  bulk_run_items_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES bulk_runs(workspace_id, id) ON DELETE CASCADE
  CREATE UNIQUE INDEX bulk_run_items_place ON public.bulk_run_items USING btree (workspace_id, run_id, place)

table bulk_runs
  workspace_id uuid not null
  id uuid not null
  user_id uuid not null
  status text not null
  choice jsonb not null
  patch jsonb not null
  total integer not null default 0
  place integer not null default 0
  collected text
  changed integer not null default 0
  failures jsonb not null default '{}'::jsonb
  undone integer not null default 0
  created_at timestamp(3) with time zone not null default now()
  finished_at timestamp(3) with time zone
  claimed_until timestamp with time zone
  stepped_at timestamp with time zone not null default '-infinity'::timestamp with time zone
  tries smallint not null default 0
  bulk_runs_pkey PRIMARY KEY (workspace_id, id)
  bulk_runs_status_check CHECK ((status = ANY (ARRAY['collecting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
  bulk_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX bulk_runs_active ON public.bulk_runs USING btree (stepped_at, created_at) WHERE (status = ANY (ARRAY['collecting'::text, 'running'::text, 'undoing'::text]))
  CREATE INDEX bulk_runs_mine ON public.bulk_runs USING btree (workspace_id, user_id, created_at DESC, id DESC)
  CREATE INDEX bulk_runs_old ON public.bulk_runs USING btree (created_at)
  CREATE UNIQUE INDEX bulk_runs_one ON public.bulk_runs USING btree (workspace_id, user_id) WHERE (status = ANY (ARRAY['collecting'::text, 'running'::text, 'undoing'::text]))

table contact_bulk_items
  workspace_id uuid not null
  bulk_id uuid not null
  contact_id uuid not null
  user_id uuid not null
  before jsonb not null
  after jsonb not null
  created_at timestamp with time zone not null default now()
  contact_bulk_items_pkey PRIMARY KEY (workspace_id, bulk_id, contact_id)
  contact_bulk_items_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX contact_bulk_items_contact ON public.contact_bulk_items USING btree (workspace_id, contact_id)
  CREATE INDEX contact_bulk_items_old ON public.contact_bulk_items USING btree (workspace_id, created_at)

table contact_events
  workspace_id uuid not null
  id uuid not null
  contact_id uuid not null
  at timestamp(3) with time zone not null default now()
  author_kind text not null
  author_id uuid
  event jsonb not null
  contact_events_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'bot'::text, 'system'::text])))
  contact_events_pkey PRIMARY KEY (workspace_id, id)
  contact_events_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX contact_events_contact ON public.contact_events USING btree (workspace_id, contact_id, at DESC, id DESC)

table contact_exports
  workspace_id uuid not null
  id uuid not null
  status text not null
  choice jsonb not null
  total integer not null
  done integer not null default 0
  parts integer not null default 0
  bytes bigint not null default 0
  cursor text
  author_kind text not null
  author_id uuid not null
  created_at timestamp(3) with time zone not null default now()
  finished_at timestamp(3) with time zone
  expires_at timestamp(3) with time zone
  file_kept boolean not null default true
  claimed_until timestamp with time zone
  contact_exports_author_kind_check CHECK ((author_kind = ANY (ARRAY['agent'::text, 'bot'::text])))
  contact_exports_pkey PRIMARY KEY (workspace_id, id)
  contact_exports_status_check CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'expired'::text])))
  contact_exports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX contact_exports_created ON public.contact_exports USING btree (workspace_id, created_at DESC, id DESC)
  CREATE INDEX contact_exports_kept ON public.contact_exports USING btree (expires_at) WHERE file_kept
  CREATE INDEX contact_exports_running ON public.contact_exports USING btree (created_at) WHERE (status = 'running'::text)
  CREATE UNIQUE INDEX contact_exports_one ON public.contact_exports USING btree (workspace_id, author_id) WHERE (status = 'running'::text)

table contact_merges
  workspace_id uuid not null
  id uuid not null
  contact_id uuid not null
  from_id uuid not null
  from_name text
  author_kind text not null
  author_id uuid
  at timestamp(3) with time zone not null default now()
  undone_at timestamp(3) with time zone
  moved jsonb not null
  contact_merges_author_kind_check CHECK ((author_kind = ANY (ARRAY['agent'::text, 'bot'::text, 'system'::text])))
  contact_merges_pkey PRIMARY KEY (workspace_id, id)
  contact_merges_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX contact_merges_at ON public.contact_merges USING btree (at)
  CREATE INDEX contact_merges_contact ON public.contact_merges USING btree (workspace_id, contact_id, at DESC)

table contacts
  workspace_id uuid not null
  id uuid not null
  version bigint not null default 1
  name text
  email text
  phone text
  company text
  city text
  country text
  language text
  time_zone text
  device text
  note text
  first_seen_at timestamp(3) with time zone not null default now()
  last_seen_at timestamp(3) with time zone not null default now()
  fields jsonb not null default '{}'::jsonb
  blocked_at timestamp with time zone
  changed_xid xid8 not null default pg_current_xact_id()
  anonymised_at timestamp with time zone
  spam_since timestamp with time zone
  contacts_pkey PRIMARY KEY (workspace_id, id)
  contacts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX contacts_by_company ON public.contacts USING btree (workspace_id, ((company IS NULL)), lower(COALESCE(company, ''::text)), id)
  CREATE INDEX contacts_by_email ON public.contacts USING btree (workspace_id, ((email IS NULL)), lower(COALESCE(email, ''::text)), id)
  CREATE INDEX contacts_by_name ON public.contacts USING btree (workspace_id, ((name IS NULL)), lower(COALESCE(name, ''::text)), id)
  CREATE INDEX contacts_changed ON public.contacts USING btree (workspace_id, changed_xid)
  CREATE INDEX contacts_email ON public.contacts USING btree (workspace_id, lower(email)) WHERE (email IS NOT NULL)
  CREATE INDEX contacts_fields ON public.contacts USING gin (fields jsonb_path_ops) WHERE (fields <> '{}'::jsonb)
  CREATE INDEX contacts_first_seen ON public.contacts USING btree (workspace_id, first_seen_at, id)
  CREATE INDEX contacts_last_seen ON public.contacts USING btree (workspace_id, last_seen_at DESC, id DESC)
  CREATE INDEX contacts_phone ON public.contacts USING btree (workspace_id, phone) WHERE (phone IS NOT NULL)
  CREATE TRIGGER contacts_feed_changed AFTER UPDATE ON public.contacts FOR EACH ROW WHEN ((old.version <> new.version)) EXECUTE FUNCTION feed_contact()
  CREATE TRIGGER contacts_feed_made AFTER INSERT OR DELETE ON public.contacts FOR EACH ROW EXECUTE FUNCTION feed_contact()
  CREATE TRIGGER contacts_note_change BEFORE UPDATE ON public.contacts FOR EACH ROW WHEN ((old.version <> new.version)) EXECUTE FUNCTION note_change()

table conversation_followers
  workspace_id uuid not null
  conversation_id uuid not null
  user_id uuid not null
  since timestamp(3) with time zone not null default now()
  conversation_followers_pkey PRIMARY KEY (workspace_id, conversation_id, user_id)
  conversation_followers_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  conversation_followers_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
  CREATE INDEX conversation_followers_user ON public.conversation_followers USING btree (workspace_id, user_id, conversation_id)

table conversation_labels
  workspace_id uuid not null
  label text not null
  conversation_id uuid not null
  conversation_labels_pkey PRIMARY KEY (workspace_id, label, conversation_id)
  conversation_labels_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX conversation_labels_conversation ON public.conversation_labels USING btree (workspace_id, conversation_id)

table conversation_reads
  workspace_id uuid not null
  conversation_id uuid not null
  user_id uuid not null
  read_seq integer not null
  contact_messages integer not null
  changed_xid xid8 not null default pg_current_xact_id()
  unread_marks integer not null default 0
  conversation_reads_pkey PRIMARY KEY (workspace_id, conversation_id, user_id)
  conversation_reads_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  conversation_reads_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
  CREATE INDEX conversation_reads_changed ON public.conversation_reads USING btree (workspace_id, changed_xid)
  CREATE TRIGGER conversation_reads_note_change BEFORE UPDATE ON public.conversation_reads FOR EACH ROW WHEN (((old.read_seq IS DISTINCT FROM new.read_seq) OR (old.contact_messages IS DISTINCT FROM new.contact_messages))) EXECUTE FUNCTION note_change()

table conversations
  with fillfactor=70, autovacuum_vacuum_scale_factor=0.02, autovacuum_analyze_scale_factor=0.02
  workspace_id uuid not null
  id uuid not null
  inbox_id uuid not null
  contact_id uuid not null
  status text not null default 'open'::text
  mode text not null
  priority text not null default 'none'::text
  labels text[] not null default '{}'::text[]
  subject text
  assignee_id uuid
  team_id uuid
  version bigint not null default 1
  changed_xid xid8 not null default pg_current_xact_id()
  last_seq integer not null default 0
  last_message jsonb
  active_at timestamp(3) with time zone not null default now()
  waiting_since timestamp(3) with time zone
  snoozed_until timestamp with time zone
  contact_messages integer not null default 0
  agent_messages integer not null default 0
  contact_read_seq integer not null default 0
  contact_read_messages integer not null default 0
  agent_read_seq integer not null default 0
  first_reply_at timestamp with time zone
  resolved_at timestamp with time zone
  unread_reply_since timestamp with time zone
  mailed_seq integer not null default 0
  single boolean not null default false
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  spam boolean not null default false
  fields jsonb not null default '{}'::jsonb
  routed boolean not null default false
  assigned_at timestamp with time zone
  passed_over jsonb not null default '{}'::jsonb
  sla jsonb
  sla_due_at timestamp with time zone
  sla_alarm_at timestamp with time zone
  source text
  merged_into uuid
  bot_since timestamp with time zone
  bot_seen integer not null default 0
  bot_due_at timestamp with time zone
  active_about timestamp with time zone not null default date_bin('00:00:10'::interval, active_at, '2000-01-01 00:00:00+00'::timestamp with time zone)
  bot_asked boolean not null default ((bot_since IS NOT NULL) AND (contact_messages > bot_seen))
  conversations_mode_check CHECK ((mode = ANY (ARRAY['live'::text, 'messaging'::text])))
  conversations_pkey PRIMARY KEY (workspace_id, id)
  conversations_priority_check CHECK ((priority = ANY (ARRAY['none'::text, 'low'::text, 'medium'::text, 'high'::text, 'urgent'::text])))
  conversations_status_check CHECK ((status = ANY (ARRAY['open'::text, 'pending'::text, 'snoozed'::text, 'resolved'::text])))
  conversations_workspace_id_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES members(workspace_id, user_id) ON DELETE SET NULL (assignee_id)
  conversations_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id)
  conversations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  conversations_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id)
  conversations_workspace_id_merged_into_fkey FOREIGN KEY (workspace_id, merged_into) REFERENCES conversations(workspace_id, id)
  conversations_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE SET NULL (team_id)
  CREATE INDEX conversations_alarm ON public.conversations USING btree (sla_alarm_at) WHERE (sla_alarm_at IS NOT NULL)
  CREATE INDEX conversations_assignee ON public.conversations USING btree (workspace_id, assignee_id, active_about DESC) INCLUDE (team_id, spam, status, waiting_since) WHERE (status = ANY (ARRAY['open'::text, 'pending'::text]))
  CREATE INDEX conversations_bot_asked ON public.conversations USING btree (workspace_id, id) WHERE bot_asked
  CREATE INDEX conversations_bot_due ON public.conversations USING btree (bot_due_at) WHERE ((bot_since IS NOT NULL) AND (bot_due_at IS NOT NULL))
  CREATE INDEX conversations_changed ON public.conversations USING btree (workspace_id, changed_xid)
  CREATE INDEX conversations_contact ON public.conversations USING btree (workspace_id, contact_id)
  CREATE INDEX conversations_due ON public.conversations USING btree (workspace_id, sla_due_at, id) WHERE ((status = ANY (ARRAY['open'::text, 'pending'::text])) AND (sla_due_at IS NOT NULL))
  CREATE INDEX conversations_live ON public.conversations USING btree (workspace_id) WHERE ((mode = 'live'::text) AND (status = ANY (ARRAY['open'::text, 'pending'::text])))
  CREATE INDEX conversations_merged ON public.conversations USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL)
  CREATE INDEX conversations_open ON public.conversations USING btree (workspace_id, active_about DESC) WHERE (status = ANY (ARRAY['open'::text, 'pending'::text]))
  CREATE INDEX conversations_open_inbox ON public.conversations USING btree (workspace_id, inbox_id, active_about DESC) WHERE (status = ANY (ARRAY['open'::text, 'pending'::text]))
  CREATE INDEX conversations_open_team ON public.conversations USING btree (workspace_id, team_id, active_about DESC) WHERE ((status = ANY (ARRAY['open'::text, 'pending'::text])) AND (team_id IS NOT NULL))
  CREATE INDEX conversations_replied ON public.conversations USING btree (workspace_id, inbox_id, created_at DESC) WHERE (first_reply_at IS NOT NULL)
  CREATE INDEX conversations_resolved ON public.conversations USING btree (workspace_id, active_about DESC) WHERE (status = 'resolved'::text)
  CREATE INDEX conversations_resolved_at ON public.conversations USING btree (workspace_id, resolved_at) WHERE (status = 'resolved'::text)
  CREATE INDEX conversations_resolved_inbox ON public.conversations USING btree (workspace_id, inbox_id, active_about DESC) WHERE (status = 'resolved'::text)
  CREATE INDEX conversations_resolved_team ON public.conversations USING btree (workspace_id, team_id, active_about DESC) WHERE ((status = 'resolved'::text) AND (team_id IS NOT NULL))
  CREATE INDEX conversations_snoozed ON public.conversations USING btree (workspace_id, active_about DESC) WHERE (status = 'snoozed'::text)
  CREATE INDEX conversations_spam ON public.conversations USING btree (workspace_id, active_about DESC) WHERE spam
  CREATE INDEX conversations_unread_reply ON public.conversations USING btree (unread_reply_since) WHERE (unread_reply_since IS NOT NULL)
  CREATE INDEX conversations_waiting ON public.conversations USING btree (workspace_id, waiting_since, id) WHERE ((status = ANY (ARRAY['open'::text, 'pending'::text])) AND (waiting_since IS NOT NULL))
  CREATE UNIQUE INDEX conversations_single ON public.conversations USING btree (workspace_id, contact_id, inbox_id) WHERE (single AND (status <> 'resolved'::text))
  CREATE UNIQUE INDEX conversations_source ON public.conversations USING btree (workspace_id, source) WHERE (source IS NOT NULL)
  CREATE TRIGGER conversations_feed_deleted AFTER DELETE ON public.conversations FOR EACH ROW EXECUTE FUNCTION feed_conversation()
  CREATE TRIGGER conversations_labels_changed AFTER UPDATE OF labels ON public.conversations FOR EACH ROW WHEN ((old.labels IS DISTINCT FROM new.labels)) EXECUTE FUNCTION keep_labels()
  CREATE TRIGGER conversations_labels_made AFTER INSERT ON public.conversations FOR EACH ROW WHEN ((new.labels <> '{}'::text[])) EXECUTE FUNCTION keep_labels()
  CREATE TRIGGER conversations_load_delete AFTER DELETE ON public.conversations FOR EACH ROW WHEN ((old.assignee_id IS NOT NULL)) EXECUTE FUNCTION keep_load()
  CREATE TRIGGER conversations_load_insert AFTER INSERT ON public.conversations FOR EACH ROW WHEN ((new.assignee_id IS NOT NULL)) EXECUTE FUNCTION keep_load()
  CREATE TRIGGER conversations_load_update AFTER UPDATE ON public.conversations FOR EACH ROW WHEN (((old.assignee_id IS DISTINCT FROM new.assignee_id) OR (old.status <> new.status))) EXECUTE FUNCTION keep_load()
  CREATE TRIGGER conversations_person BEFORE UPDATE ON public.conversations FOR EACH ROW WHEN (((old.bot_since IS NOT NULL) AND ((new.status <> 'pending'::text) OR (new.assignee_id IS NOT NULL) OR (new.first_reply_at IS NOT NULL) OR new.spam))) EXECUTE FUNCTION leave_to_person()
  CREATE TRIGGER conversations_queue_insert AFTER INSERT ON public.conversations FOR EACH ROW WHEN (((new.assignee_id IS NULL) AND (new.status = 'open'::text))) EXECUTE FUNCTION keep_queue()
  CREATE TRIGGER conversations_queue_update AFTER UPDATE ON public.conversations FOR EACH ROW WHEN ((((old.assignee_id IS NULL) OR (new.assignee_id IS NULL)) AND ((((((((old.assignee_id IS DISTINCT FROM new.assignee_id) OR (old.status IS DISTINCT FROM new.status)) OR (old.team_id IS DISTINCT FROM new.team_id)) OR (old.inbox_id IS DISTINCT FROM new.inbox_id)) OR (old.priority IS DISTINCT FROM new.priority)) OR (old.spam IS DISTINCT FROM new.spam)) OR (old.waiting_since IS DISTINCT FROM new.waiting_since)) OR (old.assigned_at IS DISTINCT FROM new.assigned_at)))) EXECUTE FUNCTION keep_queue()

table deliveries
  workspace_id uuid not null
  id uuid not null
  conversation_id uuid not null
  first_seq integer not null
  last_seq integer not null
  channel text not null
  address text not null
  status text not null default 'queued'::text
  reason text
  attempts integer not null default 0
  version bigint not null
  provider_id text
  due_at timestamp with time zone not null default now()
  claimed_until timestamp with time zone
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  carries text not null default 'replies'::text
  address_given boolean not null default false
  only_seqs integer[]
  deliveries_carries_check CHECK ((carries = ANY (ARRAY['replies'::text, 'transcript'::text])))
  deliveries_pkey PRIMARY KEY (workspace_id, id)
  deliveries_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text])))
  deliveries_workspace_id_channel_provider_id_key UNIQUE (workspace_id, channel, provider_id)
  deliveries_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX deliveries_conversation ON public.deliveries USING btree (workspace_id, conversation_id, last_seq)
  CREATE INDEX deliveries_due ON public.deliveries USING btree (due_at) WHERE (status = 'queued'::text)
  CREATE TRIGGER deliveries_feed_changed AFTER UPDATE ON public.deliveries FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION feed_delivery()
  CREATE TRIGGER deliveries_feed_made AFTER INSERT ON public.deliveries FOR EACH ROW EXECUTE FUNCTION feed_delivery()

table drafts
  workspace_id uuid not null
  user_id uuid not null
  conversation_id uuid not null
  kind text not null
  text text not null
  written_at timestamp(3) with time zone not null
  changed_xid xid8 not null default pg_current_xact_id()
  drafts_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
  drafts_pkey PRIMARY KEY (workspace_id, user_id, conversation_id, kind)
  drafts_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  drafts_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
  CREATE INDEX drafts_changed ON public.drafts USING btree (workspace_id, changed_xid)
  CREATE INDEX drafts_conversation ON public.drafts USING btree (workspace_id, conversation_id)
  CREATE TRIGGER drafts_note_change BEFORE UPDATE ON public.drafts FOR EACH ROW EXECUTE FUNCTION note_change()

table embedding_settings
  workspace_id uuid not null
  enabled boolean not null default false
  url text not null default ''::text
  model text not null default ''::text
  api_key text
  key_set_at timestamp with time zone
  timeout_ms integer not null default 400
  counted_on date
  asked integer not null default 0
  failed integer not null default 0
  problem text
  problem_at timestamp with time zone
  retry_at timestamp with time zone
  embedding_settings_check CHECK (((NOT enabled) OR ((url <> ''::text) AND (model <> ''::text))))
  embedding_settings_pkey PRIMARY KEY (workspace_id)
  embedding_settings_timeout_ms_check CHECK (((timeout_ms >= 50) AND (timeout_ms <= 1500)))
  embedding_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX embedding_settings_retry ON public.embedding_settings USING btree (retry_at) WHERE (retry_at IS NOT NULL)

table entries
  workspace_id uuid not null
  conversation_id uuid not null
  seq integer not null
  id uuid not null
  at timestamp(3) with time zone not null default now()
  kind text not null
  author_kind text not null
  author_id uuid
  content jsonb
  event jsonb
  xid xid8 not null default pg_current_xact_id()
  imported boolean not null default false
  origin_id uuid
  origin_seq integer
  entries_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'bot'::text, 'system'::text])))
  entries_check CHECK ((((kind = 'event'::text) = (event IS NOT NULL)) AND ((kind = 'event'::text) = (content IS NULL))))
  entries_id_key UNIQUE (workspace_id, id)
  entries_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'note'::text, 'event'::text])))
  entries_pkey PRIMARY KEY (workspace_id, conversation_id, seq)
  entries_seq_check CHECK ((seq > 0))
  entries_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX entries_feed ON public.entries USING btree (workspace_id, xid, conversation_id, seq)
  CREATE INDEX entries_file ON public.entries USING btree (workspace_id, ((content ->> 'fileId'::text))) WHERE ((content ->> 'fileId'::text) IS NOT NULL)
  CREATE INDEX entries_notes ON public.entries USING btree (workspace_id, conversation_id, at DESC) WHERE (kind = 'note'::text)
  CREATE TRIGGER entries_forget_changed AFTER UPDATE ON public.entries REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_searched()
  CREATE TRIGGER entries_forget_deleted AFTER DELETE ON public.entries REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_searched()
  CREATE TRIGGER entries_note_change BEFORE UPDATE ON public.entries FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION note_entry_change()

table example_vectors
  workspace_id uuid not null
  text_hash bytea not null
  endpoint bytea not null
  vector bytea not null
  example_vectors_pkey PRIMARY KEY (workspace_id, text_hash, endpoint)
  example_vectors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table faq_decisions
  workspace_id uuid not null
  conversation_id uuid not null
  seq integer not null
  at timestamp(3) with time zone not null default now()
  model_version integer not null
  language text not null
  mode text not null
  decision text not null
  faq_ids uuid[] not null default '{}'::uuid[]
  best_faq_id uuid
  probability real not null default 0
  ranked jsonb not null default '[]'::jsonb
  none real not null
  logit real
  none_logit real
  answer_seq integer
  outcome text
  outcome_faq_id uuid
  dismissed uuid[] not null default '{}'::uuid[]
  outcome_at timestamp with time zone
  is_right boolean
  verdict_at timestamp(3) with time zone
  verdict_by uuid
  before_verdict jsonb
  vector text
  faq_decisions_decision_check CHECK ((decision = ANY (ARRAY['answer'::text, 'ask'::text, 'suggest'::text, 'leave'::text])))
  faq_decisions_mode_check CHECK ((mode = ANY (ARRAY['live'::text, 'shadow'::text, 'control'::text])))
  faq_decisions_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'helpful'::text, 'unhelpful'::text, 'silent'::text, 'corrected'::text, 'person_needed'::text, 'used'::text, 'dismissed'::text])))
  faq_decisions_pkey PRIMARY KEY (workspace_id, conversation_id, seq)
  faq_decisions_vector_check CHECK ((vector = ANY (ARRAY['used'::text, 'missing'::text, 'off'::text])))
  faq_decisions_verdict CHECK (((verdict_at IS NULL) OR ((before_verdict IS NOT NULL) AND (is_right IS NOT NULL))))
  faq_decisions_verdict_by_fkey FOREIGN KEY (verdict_by) REFERENCES users(id) ON DELETE SET NULL
  faq_decisions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX faq_decisions_faq ON public.faq_decisions USING btree (workspace_id, best_faq_id, at DESC)
  CREATE INDEX faq_decisions_judged ON public.faq_decisions USING btree (workspace_id, outcome_at DESC) WHERE (is_right IS NOT NULL)
  CREATE INDEX faq_decisions_time ON public.faq_decisions USING btree (workspace_id, at DESC, conversation_id, seq)

table faq_examples
  workspace_id uuid not null
  faq_id uuid not null
  id uuid not null
  text text not null
  key text not null
  language text not null
  source text not null default 'written'::text
  created_by uuid
  created_at timestamp(3) with time zone not null default now()
  faq_examples_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
  faq_examples_pkey PRIMARY KEY (workspace_id, id)
  faq_examples_source_check CHECK ((source = ANY (ARRAY['written'::text, 'opportunity'::text, 'feedback'::text])))
  faq_examples_workspace_id_faq_id_fkey FOREIGN KEY (workspace_id, faq_id) REFERENCES faqs(workspace_id, id) ON DELETE CASCADE
  faq_examples_workspace_id_faq_id_key_key UNIQUE (workspace_id, faq_id, key)
  CREATE INDEX faq_examples_faq ON public.faq_examples USING btree (workspace_id, faq_id, id)
  CREATE INDEX faq_examples_key ON public.faq_examples USING btree (workspace_id, key)
  CREATE TRIGGER faq_examples_added AFTER INSERT ON public.faq_examples REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_faq_examples()
  CREATE TRIGGER faq_examples_removed AFTER DELETE ON public.faq_examples REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_faq_examples()
  CREATE TRIGGER faq_examples_vectors_changed AFTER UPDATE ON public.faq_examples REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION forget_example_vectors()
  CREATE TRIGGER faq_examples_vectors_removed AFTER DELETE ON public.faq_examples REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION forget_example_vectors()

table faq_settings
  workspace_id uuid not null
  minute_worth double precision not null default 0.6
  currency text not null default 'EUR'::text
  saved_minutes double precision not null default 3
  wrong_low double precision not null default 12
  wrong_medium double precision not null default 57
  wrong_high double precision not null default 297
  promise double precision not null default 0.98
  ask_allowed boolean not null default true
  resolve_after_hours integer not null default 24
  faqs integer not null default 0
  faq_settings_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  faq_settings_faqs_check CHECK (((faqs >= 0) AND (faqs <= 2000)))
  faq_settings_minute_worth_check CHECK (((minute_worth >= (0)::double precision) AND (minute_worth <= (1000)::double precision)))
  faq_settings_pkey PRIMARY KEY (workspace_id)
  faq_settings_promise_check CHECK ((promise = ANY (ARRAY[(0.95)::double precision, (0.98)::double precision])))
  faq_settings_resolve_after_hours_check CHECK (((resolve_after_hours >= 1) AND (resolve_after_hours <= 720)))
  faq_settings_saved_minutes_check CHECK (((saved_minutes >= (0.1)::double precision) AND (saved_minutes <= (1000)::double precision)))
  faq_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  faq_settings_wrong_high_check CHECK (((wrong_high >= (0)::double precision) AND (wrong_high <= (10000)::double precision)))
  faq_settings_wrong_low_check CHECK (((wrong_low >= (0)::double precision) AND (wrong_low <= (10000)::double precision)))
  faq_settings_wrong_medium_check CHECK (((wrong_medium >= (0)::double precision) AND (wrong_medium <= (10000)::double precision)))

table faq_titles
  workspace_id uuid not null
  faq_id uuid not null
  language text not null
  title text not null
  faq_titles_pkey PRIMARY KEY (workspace_id, faq_id, language)
  faq_titles_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 80)))
  faq_titles_workspace_id_faq_id_fkey FOREIGN KEY (workspace_id, faq_id) REFERENCES faqs(workspace_id, id) ON DELETE CASCADE

table faqs
  workspace_id uuid not null
  id uuid not null
  snippet_id uuid not null
  cost text not null default 'medium'::text
  stage text not null default 'off'::text
  share smallint not null default 10
  stage_at timestamp with time zone not null default now()
  stepped_back_at timestamp with time zone
  version integer not null default 1
  examples integer not null default 0
  created_at timestamp(3) with time zone not null default now()
  updated_at timestamp(3) with time zone not null default now()
  faqs_cost_check CHECK ((cost = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'never'::text])))
  faqs_examples_check CHECK (((examples >= 0) AND (examples <= 1000)))
  faqs_pkey PRIMARY KEY (workspace_id, id)
  faqs_share_check CHECK (((share >= 1) AND (share <= 100)))
  faqs_stage_check CHECK ((stage = ANY (ARRAY['off'::text, 'shadow'::text, 'share'::text, 'all'::text])))
  faqs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  faqs_workspace_id_snippet_id_fkey FOREIGN KEY (workspace_id, snippet_id) REFERENCES snippets(workspace_id, id) ON DELETE CASCADE
  faqs_workspace_id_snippet_id_key UNIQUE (workspace_id, snippet_id)
  CREATE INDEX faqs_acting ON public.faqs USING btree (workspace_id) WHERE (stage = ANY (ARRAY['share'::text, 'all'::text]))
  CREATE TRIGGER faqs_count AFTER INSERT OR DELETE ON public.faqs FOR EACH ROW EXECUTE FUNCTION count_faqs()

table feed_events
  workspace_id uuid not null
  id bigint not null
  xid xid8 not null default pg_current_xact_id()
  at timestamp(3) with time zone not null default now()
  type text not null
  stage smallint not null
  contact_id uuid
  conversation_id uuid
  delivery_id uuid
  feed_events_pkey PRIMARY KEY (workspace_id, id)
  CREATE INDEX feed_events_at ON public.feed_events USING btree (at)
  CREATE INDEX feed_events_feed ON public.feed_events USING btree (workspace_id, xid, stage, id)

table fields
  workspace_id uuid not null
  id uuid not null
  subject text not null
  key text not null
  type text not null
  label text not null
  labels jsonb not null default '{}'::jsonb
  options text[] not null default '{}'::text[]
  required boolean not null default false
  position integer not null
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  required_to_resolve boolean not null default false
  resolve_inbox_ids uuid[] not null default '{}'::uuid[]
  fields_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  fields_pkey PRIMARY KEY (workspace_id, id)
  fields_required_to_resolve CHECK (((subject = 'conversation'::text) OR (NOT required_to_resolve)))
  fields_subject_check CHECK ((subject = ANY (ARRAY['contact'::text, 'conversation'::text])))
  fields_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'choice'::text, 'choices'::text, 'boolean'::text, 'url'::text, 'email'::text, 'phone'::text])))
  fields_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  fields_workspace_id_subject_key_key UNIQUE (workspace_id, subject, key)

table file_removals
  workspace_id uuid not null
  file_id uuid not null
  file_removals_pkey PRIMARY KEY (workspace_id, file_id)

table files
  workspace_id uuid not null
  id uuid not null
  name text not null
  mime text not null
  size bigint not null
  width integer
  height integer
  has_thumbnail boolean not null default false
  uploader_kind text not null
  uploader_id text not null
  created_at timestamp with time zone not null default now()
  files_pkey PRIMARY KEY (workspace_id, id)
  files_uploader_kind_check CHECK ((uploader_kind = ANY (ARRAY['visitor'::text, 'agent'::text, 'bot'::text])))
  files_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX files_created ON public.files USING btree (workspace_id, created_at)

table identities
  workspace_id uuid not null
  id uuid not null
  contact_id uuid not null
  kind text not null
  address text not null
  verified boolean not null
  created_at timestamp with time zone not null default now()
  identities_kind_check CHECK ((kind = ANY (ARRAY['visitor'::text, 'user'::text, 'email'::text, 'phone'::text])))
  identities_pkey PRIMARY KEY (workspace_id, id)
  identities_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  identities_workspace_id_contact_id_kind_address_key UNIQUE (workspace_id, contact_id, kind, address)
  CREATE INDEX identities_claimed ON public.identities USING btree (workspace_id, kind, address) WHERE (NOT verified)
  CREATE UNIQUE INDEX identities_verified ON public.identities USING btree (workspace_id, kind, address) WHERE verified

table import_changes
  workspace_id uuid not null
  import_id uuid not null
  contact_id uuid not null
  made boolean not null
  before jsonb
  after jsonb not null
  identity_ids uuid[] not null default '{}'::uuid[]
  import_changes_pkey PRIMARY KEY (workspace_id, import_id, contact_id)
  import_changes_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  import_changes_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX import_changes_contact ON public.import_changes USING btree (workspace_id, contact_id)

table import_problems
  workspace_id uuid not null
  import_id uuid not null
  row integer not null
  place text not null
  reason text not null
  data jsonb not null
  import_problems_pkey PRIMARY KEY (workspace_id, import_id, "row", place)
  import_problems_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE

table import_sources
  workspace_id uuid not null
  id uuid not null
  source text not null
  contact_id uuid not null
  import_sources_pkey PRIMARY KEY (workspace_id, id)
  import_sources_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  import_sources_workspace_id_source_key UNIQUE (workspace_id, source)
  CREATE INDEX import_sources_contact ON public.import_sources USING btree (workspace_id, contact_id)

table imported_people
  workspace_id uuid not null
  id uuid not null
  name text not null
  imported_people_pkey PRIMARY KEY (workspace_id, id)
  imported_people_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table imports
  workspace_id uuid not null
  id uuid not null
  kind text not null
  file_name text not null
  status text not null
  contents jsonb not null default '{}'::jsonb
  settings jsonb not null default '{}'::jsonb
  total integer not null
  done integer not null default 0
  counts jsonb not null default '{}'::jsonb
  reason text
  author_kind text not null
  author_id uuid not null
  created_at timestamp(3) with time zone not null default now()
  finished_at timestamp(3) with time zone
  file_kept boolean not null default true
  claimed_until timestamp with time zone
  imports_author_kind_check CHECK ((author_kind = ANY (ARRAY['agent'::text, 'bot'::text])))
  imports_kind_check CHECK ((kind = ANY (ARRAY['contacts'::text, 'chatwoot'::text, 'intercom'::text, 'zendesk'::text, 'causerie'::text])))
  imports_pkey PRIMARY KEY (workspace_id, id)
  imports_status_check CHECK ((status = ANY (ARRAY['ready'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
  imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX imports_created ON public.imports USING btree (workspace_id, created_at DESC, id DESC)
  CREATE INDEX imports_files ON public.imports USING btree (created_at) WHERE file_kept
  CREATE INDEX imports_running ON public.imports USING btree (created_at) WHERE (status = ANY (ARRAY['running'::text, 'undoing'::text]))

table inbound_payloads
  workspace_id uuid not null
  id uuid not null
  channel text not null
  recipient text not null
  raw bytea not null
  status text not null default 'received'::text
  reason text
  received_at timestamp with time zone not null default now()
  handled_at timestamp with time zone
  conversation_id uuid
  inbound_payloads_pkey PRIMARY KEY (workspace_id, id)
  inbound_payloads_status_check CHECK ((status = ANY (ARRAY['received'::text, 'handled'::text, 'ignored'::text, 'failed'::text])))
  inbound_payloads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX inbound_payloads_conversation ON public.inbound_payloads USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL)
  CREATE INDEX inbound_payloads_open ON public.inbound_payloads USING btree (workspace_id, received_at) WHERE (status = ANY (ARRAY['received'::text, 'failed'::text]))
  CREATE INDEX inbound_payloads_received ON public.inbound_payloads USING btree (workspace_id, received_at)

table inboxes
  workspace_id uuid not null
  id uuid not null
  kind text not null
  name text not null
  mode text not null default 'messaging'::text
  team_id uuid
  hours jsonb
  settings jsonb not null
  identity_secret text
  identity_public_key text
  last_seen_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  deleted_at timestamp with time zone
  refused_origin text
  refused_at timestamp with time zone
  routing jsonb not null default '{}'::jsonb
  bot boolean not null default false
  inboxes_kind_check CHECK ((kind = 'web'::text))
  inboxes_mode_check CHECK ((mode = ANY (ARRAY['live'::text, 'messaging'::text])))
  inboxes_pkey PRIMARY KEY (workspace_id, id)
  inboxes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  inboxes_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE SET NULL (team_id)

table invitations
  workspace_id uuid not null
  id uuid not null
  email text not null
  role text not null
  secret_hash text not null
  invited_by uuid
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  accepted_at timestamp with time zone
  role_id uuid default 
CASE
    WHEN ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'supervisor'::text, 'agent'::text])) OR (accepted_at IS NOT NULL)) THEN NULL::uuid
    ELSE (role)::uuid
END
  mail_status text
  mail_reason text
  invitations_email_check CHECK ((email = lower(email)))
  invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES users(id) ON DELETE SET NULL
  invitations_mail_status_check CHECK ((mail_status = ANY (ARRAY['queued'::text, 'sent'::text, 'refused'::text])))
  invitations_pkey PRIMARY KEY (workspace_id, id)
  invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  invitations_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id)
  CREATE INDEX invitations_role ON public.invitations USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL)
  CREATE UNIQUE INDEX invitations_pending ON public.invitations USING btree (workspace_id, email) WHERE (accepted_at IS NULL)

table labels
  workspace_id uuid not null
  id uuid not null
  name text not null
  colour text not null default 'brown'::text
  description text not null default ''::text
  created_at timestamp with time zone not null default now()
  labels_colour_check CHECK ((colour = ANY (ARRAY['violet'::text, 'red'::text, 'green'::text, 'amber'::text, 'blue'::text, 'pink'::text, 'olive'::text, 'brown'::text])))
  labels_pkey PRIMARY KEY (workspace_id, id)
  labels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  labels_workspace_id_name_key UNIQUE (workspace_id, name)

table language_models
  workspace_id uuid not null
  id uuid not null
  version integer not null
  state text not null
  kind text not null
  progress real not null default 0
  seconds_left integer
  faqs integer not null default 0
  examples integer not null default 0
  bytes bytea
  size integer
  measures jsonb
  problem text
  queued_at timestamp with time zone not null default now()
  run_after timestamp with time zone not null default now()
  started_at timestamp with time zone
  trainer uuid
  heartbeat_at timestamp with time zone
  attempts integer not null default 0
  finished_at timestamp with time zone
  embeddings jsonb
  holds_removed boolean not null default false
  history_from timestamp with time zone
  language_models_kind_check CHECK ((kind = ANY (ARRAY['full'::text, 'update'::text])))
  language_models_pkey PRIMARY KEY (workspace_id, id)
  language_models_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision)))
  language_models_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'training'::text, 'ready'::text, 'failed'::text, 'cancelled'::text])))
  language_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  language_models_workspace_id_version_key UNIQUE (workspace_id, version)
  CREATE INDEX language_models_due ON public.language_models USING btree (run_after) WHERE (state = ANY (ARRAY['queued'::text, 'training'::text]))
  CREATE INDEX language_models_holds_removed ON public.language_models USING btree (workspace_id) WHERE holds_removed
  CREATE INDEX language_models_ready ON public.language_models USING btree (workspace_id, version DESC) WHERE (state = 'ready'::text)
  CREATE UNIQUE INDEX language_models_queued ON public.language_models USING btree (workspace_id) WHERE (state = 'queued'::text)
  CREATE UNIQUE INDEX language_models_training ON public.language_models USING btree (workspace_id) WHERE (state = 'training'::text)

table macro_runs
  workspace_id uuid not null
  id uuid not null
  conversation_id uuid not null
  macro_id uuid not null
  run_by uuid not null
  at timestamp(3) with time zone not null default now()
  macro_runs_pkey PRIMARY KEY (workspace_id, id)
  macro_runs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  macro_runs_workspace_id_macro_id_fkey FOREIGN KEY (workspace_id, macro_id) REFERENCES macros(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX macro_runs_conversation ON public.macro_runs USING btree (workspace_id, conversation_id)
  CREATE INDEX macro_runs_macro ON public.macro_runs USING btree (workspace_id, macro_id, at DESC)

table macros
  workspace_id uuid not null
  id uuid not null
  name text not null
  team_id uuid
  actions jsonb not null
  created_by uuid
  created_at timestamp(3) with time zone not null default now()
  updated_at timestamp(3) with time zone not null default now()
  macros_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
  macros_pkey PRIMARY KEY (workspace_id, id)
  macros_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  macros_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE SET NULL (team_id)
  CREATE UNIQUE INDEX macros_name ON public.macros USING btree (workspace_id, lower(name))

table members
  workspace_id uuid not null
  user_id uuid not null
  role text not null
  availability text not null default 'online'::text
  created_at timestamp with time zone not null default now()
  capacity integer
  skills text[] not null default '{}'::text[]
  languages text[] not null default '{}'::text[]
  availability_at timestamp with time zone not null default now()
  role_id uuid default 
CASE
    WHEN (role = ANY (ARRAY['owner'::text, 'admin'::text, 'supervisor'::text, 'agent'::text])) THEN NULL::uuid
    ELSE (role)::uuid
END
  notify_mentions boolean not null default true
  notify_assignments boolean not null default true
  notify_replies boolean not null default true
  notify_by_email boolean not null default true
  notification_mailed_at timestamp with time zone
  members_availability_check CHECK ((availability = ANY (ARRAY['online'::text, 'away'::text, 'offline'::text])))
  members_capacity_check CHECK (((capacity >= 0) AND (capacity <= 200)))
  members_pkey PRIMARY KEY (workspace_id, user_id)
  members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  members_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id)
  CREATE INDEX members_role ON public.members USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL)
  CREATE INDEX members_user ON public.members USING btree (user_id)

table merges
  workspace_id uuid not null
  id uuid not null
  target_id uuid not null
  source_id uuid not null
  copied integer not null
  target_before jsonb not null
  source_before jsonb not null
  merged_by uuid
  merged_at timestamp with time zone not null default now()
  undone_at timestamp with time zone
  merges_pkey PRIMARY KEY (workspace_id, id)
  merges_workspace_id_id_fkey FOREIGN KEY (workspace_id, id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  merges_workspace_id_source_id_fkey FOREIGN KEY (workspace_id, source_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  merges_workspace_id_target_id_fkey FOREIGN KEY (workspace_id, target_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX merges_source ON public.merges USING btree (workspace_id, source_id)
  CREATE INDEX merges_target ON public.merges USING btree (workspace_id, target_id)

table migrations
  name text not null
  checksum text not null
  applied_at timestamp with time zone not null default now()
  migrations_pkey PRIMARY KEY (name)

table notifications
  workspace_id uuid not null
  id uuid not null
  user_id uuid not null
  kind text not null
  conversation_id uuid not null
  seq integer not null
  author_kind text not null
  author_id uuid
  preview text not null default ''::text
  created_at timestamp(3) with time zone not null default now()
  read_at timestamp with time zone
  mailed_at timestamp with time zone
  notifications_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'bot'::text, 'system'::text])))
  notifications_kind_check CHECK ((kind = ANY (ARRAY['mention'::text, 'assignment'::text, 'reply'::text, 'step_back'::text])))
  notifications_pkey PRIMARY KEY (workspace_id, id)
  notifications_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  notifications_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
  CREATE INDEX notifications_to_mail ON public.notifications USING btree (created_at) WHERE ((read_at IS NULL) AND (mailed_at IS NULL) AND (kind <> 'reply'::text))
  CREATE INDEX notifications_unread ON public.notifications USING btree (workspace_id, user_id) WHERE (read_at IS NULL)
  CREATE INDEX notifications_user ON public.notifications USING btree (workspace_id, user_id, created_at DESC, id DESC)
  CREATE UNIQUE INDEX notifications_once ON public.notifications USING btree (workspace_id, user_id, conversation_id, kind, seq)
  CREATE UNIQUE INDEX notifications_reply ON public.notifications USING btree (workspace_id, user_id, conversation_id) WHERE ((kind = 'reply'::text) AND (read_at IS NULL))

table opportunities
  workspace_id uuid not null
  id uuid not null
  run_id uuid not null
  place integer not null
  language text not null
  volume integer not null
  first_messages integer not null
  questions integer not null
  conversations integer not null
  trend jsonb not null
  hours integer[] not null
  answered integer not null
  agents integer not null
  identity real not null
  exact real not null
  same real not null
  like_typical integer not null
  compared integer not null
  right_low real not null
  right_high real not null
  answer_minutes real not null
  per_month real not null
  saved real not null
  saved_low real not null
  saved_high real not null
  dismissal_id uuid
  snippet_id uuid
  opportunities_pkey PRIMARY KEY (workspace_id, id)
  opportunities_workspace_id_dismissal_id_fkey FOREIGN KEY (workspace_id, dismissal_id) REFERENCES opportunity_dismissals(workspace_id, id) ON DELETE SET NULL (dismissal_id)
  opportunities_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES opportunity_runs(workspace_id, id) ON DELETE CASCADE
  opportunities_workspace_id_run_id_place_key UNIQUE (workspace_id, run_id, place)
  opportunities_workspace_id_snippet_id_fkey FOREIGN KEY (workspace_id, snippet_id) REFERENCES snippets(workspace_id, id) ON DELETE SET NULL (snippet_id)
  CREATE INDEX opportunities_dismissal ON public.opportunities USING btree (workspace_id, dismissal_id) WHERE (dismissal_id IS NOT NULL)
  CREATE INDEX opportunities_snippet ON public.opportunities USING btree (workspace_id, snippet_id) WHERE (snippet_id IS NOT NULL)

table opportunity_dismissal_messages
  workspace_id uuid not null
  dismissal_id uuid not null
  conversation_id uuid not null
  seq integer not null
  first boolean not null
  part smallint not null
  opportunity_dismissal_message_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  opportunity_dismissal_messages_pkey PRIMARY KEY (workspace_id, dismissal_id, conversation_id, seq, part)
  opportunity_dismissal_messages_workspace_id_dismissal_id_fkey FOREIGN KEY (workspace_id, dismissal_id) REFERENCES opportunity_dismissals(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX opportunity_dismissal_messages_conversation ON public.opportunity_dismissal_messages USING btree (workspace_id, conversation_id)

table opportunity_dismissals
  workspace_id uuid not null
  id uuid not null
  language text not null
  dismissed_by uuid
  dismissed_at timestamp(3) with time zone not null default now()
  opportunity_dismissals_dismissed_by_fkey FOREIGN KEY (dismissed_by) REFERENCES users(id) ON DELETE SET NULL
  opportunity_dismissals_pkey PRIMARY KEY (workspace_id, id)
  opportunity_dismissals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table opportunity_messages
  workspace_id uuid not null
  opportunity_id uuid not null
  kind text not null
  place smallint not null
  conversation_id uuid not null
  seq integer not null
  first boolean not null
  part smallint not null
  opportunity_messages_kind_check CHECK ((kind = ANY (ARRAY['example'::text, 'answer'::text])))
  opportunity_messages_pkey PRIMARY KEY (workspace_id, opportunity_id, kind, place)
  opportunity_messages_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  opportunity_messages_workspace_id_opportunity_id_fkey FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX opportunity_messages_conversation ON public.opportunity_messages USING btree (workspace_id, conversation_id)

table opportunity_runs
  workspace_id uuid not null
  id uuid not null
  state text not null default 'queued'::text
  since timestamp with time zone not null
  until timestamp with time zone not null
  inbox_ids uuid[] not null default '{}'::uuid[]
  utc_offset_minutes integer not null default 0
  progress real not null default 0
  seconds_left integer
  conversations integer not null default 0
  conversations_read integer not null default 0
  asked integer not null default 0
  problem text
  queued_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  miner uuid
  heartbeat_at timestamp with time zone
  attempts integer not null default 0
  finished_at timestamp with time zone
  languages text[] not null default '{}'::text[]
  opportunity_runs_check CHECK ((until > since))
  opportunity_runs_pkey PRIMARY KEY (workspace_id, id)
  opportunity_runs_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision)))
  opportunity_runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'ready'::text, 'failed'::text, 'cancelled'::text])))
  opportunity_runs_utc_offset_minutes_check CHECK (((utc_offset_minutes >= '-840'::integer) AND (utc_offset_minutes <= 840)))
  opportunity_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX opportunity_runs_due ON public.opportunity_runs USING btree (queued_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
  CREATE INDEX opportunity_runs_newest ON public.opportunity_runs USING btree (workspace_id, queued_at DESC, id)
  CREATE UNIQUE INDEX opportunity_runs_one ON public.opportunity_runs USING btree (workspace_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))

table page_views
  workspace_id uuid not null
  id uuid not null
  contact_id uuid not null
  at timestamp(3) with time zone not null
  url text not null
  title text not null
  page_views_pkey PRIMARY KEY (workspace_id, id)
  page_views_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX page_views_at ON public.page_views USING btree (workspace_id, at)
  CREATE INDEX page_views_contact ON public.page_views USING btree (workspace_id, contact_id, at DESC, id DESC)

table queue_places
  workspace_id uuid not null
  conversation_id uuid not null
  inbox_id uuid not null
  team_id uuid
  rank smallint not null
  since timestamp with time zone not null
  promised_seconds integer
  promised_place integer
  promised_at timestamp with time zone
  agents integer
  queue_places_pkey PRIMARY KEY (workspace_id, conversation_id)
  queue_places_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX queue_places_inbox ON public.queue_places USING btree (workspace_id, inbox_id, rank, since, conversation_id)
  CREATE INDEX queue_places_order ON public.queue_places USING btree (workspace_id, rank, since, conversation_id)

table queue_waits
  workspace_id uuid not null
  conversation_id uuid not null
  left_at timestamp with time zone not null
  inbox_id uuid not null
  team_id uuid
  since timestamp with time zone not null
  outcome text not null
  routed boolean not null
  promised_seconds integer
  promised_place integer
  promised_at timestamp with time zone
  agents integer
  queue_waits_outcome_check CHECK ((outcome = ANY (ARRAY['assigned'::text, 'gone'::text])))
  queue_waits_pkey PRIMARY KEY (workspace_id, conversation_id, left_at)
  queue_waits_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX queue_waits_recent ON public.queue_waits USING btree (workspace_id, inbox_id, left_at DESC)

table rehearsal_decisions
  workspace_id uuid not null
  rehearsal_id uuid not null
  conversation_id uuid not null
  seq integer not null
  part smallint not null
  at timestamp(3) with time zone not null
  language text not null
  decision text not null
  faq_ids uuid[] not null
  probability real not null
  verdict text not null
  answer_seq integer
  rehearsal_decisions_decision_check CHECK ((decision = ANY (ARRAY['answer'::text, 'ask'::text])))
  rehearsal_decisions_pkey PRIMARY KEY (workspace_id, rehearsal_id, conversation_id, seq, part)
  rehearsal_decisions_verdict_check CHECK ((verdict = ANY (ARRAY['right'::text, 'wrong'::text, 'unjudged'::text])))
  rehearsal_decisions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  rehearsal_decisions_workspace_id_rehearsal_id_fkey FOREIGN KEY (workspace_id, rehearsal_id) REFERENCES rehearsals(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX rehearsal_decisions_conversation ON public.rehearsal_decisions USING btree (workspace_id, conversation_id)
  CREATE INDEX rehearsal_decisions_time ON public.rehearsal_decisions USING btree (workspace_id, rehearsal_id, at DESC, conversation_id, seq, part)

table rehearsals
  workspace_id uuid not null
  id uuid not null
  state text not null default 'queued'::text
  since timestamp with time zone not null
  until timestamp with time zone not null
  inbox_ids uuid[] not null default '{}'::uuid[]
  faq_ids uuid[] not null default '{}'::uuid[]
  progress real not null default 0
  seconds_left integer
  conversations integer not null default 0
  conversations_read integer not null default 0
  report jsonb
  problem text
  queued_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  rehearser uuid
  heartbeat_at timestamp with time zone
  attempts integer not null default 0
  finished_at timestamp with time zone
  rehearsals_check CHECK ((until > since))
  rehearsals_pkey PRIMARY KEY (workspace_id, id)
  rehearsals_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision)))
  rehearsals_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'ready'::text, 'failed'::text, 'cancelled'::text])))
  rehearsals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX rehearsals_due ON public.rehearsals USING btree (queued_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
  CREATE INDEX rehearsals_newest ON public.rehearsals USING btree (workspace_id, queued_at DESC, id)
  CREATE UNIQUE INDEX rehearsals_one ON public.rehearsals USING btree (workspace_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))

table removal_records
  workspace_id uuid not null
  number bigint not null
  at timestamp(3) with time zone not null
  kind text not null
  reason jsonb not null
  counts jsonb not null
  actor_kind text not null
  actor_id uuid
  previous_hash text not null
  hash text not null
  removal_records_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['agent'::text, 'bot'::text, 'system'::text])))
  removal_records_kind_check CHECK ((kind = ANY (ARRAY['retention'::text, 'erasure'::text])))
  removal_records_pkey PRIMARY KEY (workspace_id, number)
  removal_records_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE TRIGGER removal_records_append_only BEFORE DELETE OR UPDATE ON public.removal_records FOR EACH ROW EXECUTE FUNCTION refuse_removal_change()

table report_facts
  workspace_id uuid not null
  conversation_id uuid not null
  kind text not null
  seq integer not null
  at timestamp(3) with time zone not null
  agent_id uuid
  is_first boolean not null default false
  seconds integer
  open_seconds integer
  score smallint
  report_facts_kind_check CHECK ((kind = ANY (ARRAY['started'::text, 'response'::text, 'unanswered'::text, 'resolution'::text, 'rating'::text])))
  report_facts_pkey PRIMARY KEY (workspace_id, conversation_id, kind, seq)
  report_facts_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX report_facts_at ON public.report_facts USING btree (workspace_id, at)
  CREATE INDEX report_facts_ratings ON public.report_facts USING btree (workspace_id, at DESC) WHERE (kind = 'rating'::text)

table report_progress
  workspace_id uuid not null
  cursor text not null
  report_progress_pkey PRIMARY KEY (workspace_id)
  report_progress_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table retention_rules
  workspace_id uuid not null
  resolved_conversations integer
  inactive_contacts integer
  page_views integer
  files integer
  inbound_payloads integer
  audit_entries integer
  updated_at timestamp with time zone not null default now()
  retention_rules_audit_entries_check CHECK ((audit_entries >= 365))
  retention_rules_files_check CHECK ((files > 0))
  retention_rules_inactive_contacts_check CHECK ((inactive_contacts > 0))
  retention_rules_inbound_payloads_check CHECK ((inbound_payloads > 0))
  retention_rules_page_views_check CHECK ((page_views > 0))
  retention_rules_pkey PRIMARY KEY (workspace_id)
  retention_rules_resolved_conversations_check CHECK ((resolved_conversations > 0))
  retention_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table roles
  workspace_id uuid not null
  id uuid not null
  name text not null
  permissions text[] not null
  created_at timestamp with time zone not null default now()
  roles_pkey PRIMARY KEY (workspace_id, id)
  roles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  roles_workspace_id_name_key UNIQUE (workspace_id, name)

table search_contacts
  workspace_id uuid not null
  contact_id uuid not null
  words tsvector not null
  search_contacts_pkey PRIMARY KEY (workspace_id, contact_id)
  search_contacts_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX search_contacts_words ON public.search_contacts USING gin (words) WITH (gin_pending_list_limit='256')

table search_entries
  workspace_id uuid not null
  conversation_id uuid not null
  seq integer not null
  at timestamp(3) with time zone not null
  words tsvector not null
  search_entries_pkey PRIMARY KEY (workspace_id, conversation_id, seq)
  CREATE INDEX search_entries_words ON public.search_entries USING gin (words) WITH (gin_pending_list_limit='256')

table search_progress
  workspace_id uuid not null
  what text not null
  cluster text not null
  done pg_snapshot
  target pg_snapshot
  position jsonb
  oldest timestamp with time zone
  search_progress_pkey PRIMARY KEY (workspace_id, what)
  search_progress_what_check CHECK ((what = ANY (ARRAY['entries'::text, 'contacts'::text])))
  search_progress_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table search_words
  workspace_id uuid not null
  word text not null
  uses bigint not null
  search_words_pkey PRIMARY KEY (workspace_id, word)
  search_words_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table server_keys
  name text not null
  secret text not null
  created_at timestamp with time zone not null default now()
  server_keys_pkey PRIMARY KEY (name)

table sessions
  id uuid not null
  user_id uuid not null
  token text not null
  expires_at timestamp with time zone not null
  ip_address text
  user_agent text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  sessions_pkey PRIMARY KEY (id)
  sessions_token_key UNIQUE (token)
  sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX sessions_user ON public.sessions USING btree (user_id)

table sla_failures
  workspace_id uuid not null
  conversation_id uuid not null
  tries integer not null
  retry_at timestamp with time zone not null
  reason text not null
  sla_failures_pkey PRIMARY KEY (workspace_id, conversation_id)
  sla_failures_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX sla_failures_due ON public.sla_failures USING btree (retry_at)

table sla_marks
  workspace_id uuid not null
  watermark text
  sweep_after uuid
  claimed_until timestamp with time zone
  sla_marks_pkey PRIMARY KEY (workspace_id)
  sla_marks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table sla_policies
  workspace_id uuid not null
  id uuid not null
  name text not null
  position integer not null
  inbox_ids uuid[] not null default '{}'::uuid[]
  priorities text[] not null default '{}'::text[]
  labels text[] not null default '{}'::text[]
  first_response_minutes integer
  next_response_minutes integer
  resolution_minutes integer
  hours text not null
  pause_waiting boolean not null
  pause_snoozed boolean not null
  changed_at timestamp with time zone not null default now()
  sla_policies_first_response_minutes_check CHECK ((first_response_minutes > 0))
  sla_policies_hours_check CHECK ((hours = ANY (ARRAY['business'::text, 'calendar'::text])))
  sla_policies_next_response_minutes_check CHECK ((next_response_minutes > 0))
  sla_policies_pkey PRIMARY KEY (workspace_id, id)
  sla_policies_resolution_minutes_check CHECK ((resolution_minutes > 0))
  sla_policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX sla_policies_order ON public.sla_policies USING btree (workspace_id, "position", id)

table sla_progress
  workspace_id uuid not null
  conversation_id uuid not null
  seq integer not null
  reached jsonb not null
  sla_progress_pkey PRIMARY KEY (workspace_id, conversation_id)
  sla_progress_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE

table snippet_files
  workspace_id uuid not null
  snippet_id uuid not null
  file_id uuid not null
  place smallint not null
  snippet_files_pkey PRIMARY KEY (workspace_id, snippet_id, file_id)
  snippet_files_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id) REFERENCES files(workspace_id, id) ON DELETE CASCADE
  snippet_files_workspace_id_snippet_id_fkey FOREIGN KEY (workspace_id, snippet_id) REFERENCES snippets(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX snippet_files_file ON public.snippet_files USING btree (workspace_id, file_id)

table snippet_texts
  workspace_id uuid not null
  snippet_id uuid not null
  language text not null
  place smallint not null
  text text not null
  snippet_texts_pkey PRIMARY KEY (workspace_id, snippet_id, language)
  snippet_texts_workspace_id_snippet_id_fkey FOREIGN KEY (workspace_id, snippet_id) REFERENCES snippets(workspace_id, id) ON DELETE CASCADE

table snippet_uses
  workspace_id uuid not null
  conversation_id uuid not null
  entry_id uuid not null
  snippet_id uuid not null
  seq integer not null
  user_id uuid not null
  language text not null
  at timestamp(3) with time zone not null
  changed real not null
  snippet_uses_changed_check CHECK (((changed >= (0)::double precision) AND (changed <= (1)::double precision)))
  snippet_uses_pkey PRIMARY KEY (workspace_id, conversation_id, entry_id, snippet_id)
  snippet_uses_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
  snippet_uses_workspace_id_snippet_id_fkey FOREIGN KEY (workspace_id, snippet_id) REFERENCES snippets(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX snippet_uses_snippet ON public.snippet_uses USING btree (workspace_id, snippet_id, at DESC) INCLUDE (changed)

table snippets
  workspace_id uuid not null
  id uuid not null
  name text not null
  topic text
  team_id uuid
  created_by uuid
  created_at timestamp(3) with time zone not null default now()
  updated_at timestamp(3) with time zone not null default now()
  deleted_at timestamp(3) with time zone
  snippets_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
  snippets_pkey PRIMARY KEY (workspace_id, id)
  snippets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  snippets_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE SET NULL (team_id)
  CREATE UNIQUE INDEX snippets_name ON public.snippets USING btree (workspace_id, lower(name)) WHERE (deleted_at IS NULL)

table team_members
  workspace_id uuid not null
  team_id uuid not null
  user_id uuid not null
  team_members_pkey PRIMARY KEY (workspace_id, team_id, user_id)
  team_members_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
  team_members_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
  CREATE INDEX team_members_user ON public.team_members USING btree (workspace_id, user_id)

table teams
  workspace_id uuid not null
  id uuid not null
  name text not null
  created_at timestamp with time zone not null default now()
  teams_pkey PRIMARY KEY (workspace_id, id)
  teams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  teams_workspace_id_name_key UNIQUE (workspace_id, name)

table two_factors
  id uuid not null
  user_id uuid not null
  secret text not null
  backup_codes text not null
  verified boolean default true
  failed_verification_count integer default 0
  locked_until timestamp with time zone
  two_factors_pkey PRIMARY KEY (id)
  two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX two_factors_user ON public.two_factors USING btree (user_id)

table used_codes
  user_id uuid not null
  code text not null
  used_at timestamp with time zone not null default now()
  used_codes_pkey PRIMARY KEY (user_id, code)
  used_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE

table users
  id uuid not null
  name text not null
  email text not null
  email_verified boolean not null default false
  image text
  language text
  two_factor_enabled boolean not null default false
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  mail_refused_at timestamp(3) with time zone
  mail_refused_reason text
  users_email_check CHECK ((email = lower(email)))
  users_email_key UNIQUE (email)
  users_pkey PRIMARY KEY (id)

table verifications
  id uuid not null
  identifier text not null
  value text not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  verifications_pkey PRIMARY KEY (id)
  CREATE INDEX verifications_identifier ON public.verifications USING btree (identifier)

table views
  workspace_id uuid not null
  id uuid not null
  name text not null
  emoji text
  filter jsonb not null
  sort text not null default 'newest'::text
  visibility text not null default 'private'::text
  team_id uuid
  owner_id uuid
  position integer not null default 0
  created_at timestamp with time zone not null default now()
  views_check CHECK (((visibility = 'team'::text) = (team_id IS NOT NULL)))
  views_pkey PRIMARY KEY (workspace_id, id)
  views_sort_check CHECK ((sort = ANY (ARRAY['newest'::text, 'oldest'::text, 'waiting'::text, 'due'::text])))
  views_visibility_check CHECK ((visibility = ANY (ARRAY['private'::text, 'team'::text, 'workspace'::text])))
  views_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  views_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, user_id) ON DELETE SET NULL (owner_id)
  views_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX views_owner ON public.views USING btree (workspace_id, owner_id)
  CREATE INDEX views_shared ON public.views USING btree (workspace_id, visibility)

table webhook_deliveries
  with autovacuum_vacuum_scale_factor=0.02
  workspace_id uuid not null
  id uuid not null
  webhook_id uuid not null
  position bigint not null
  event_id text not null
  event_type text not null
  conversation_id uuid
  contact_id uuid
  lane text not null
  body text not null
  status text not null default 'queued'::text
  attempts integer not null default 0
  due_at timestamp with time zone
  claimed_until timestamp with time zone
  response_status integer
  response_excerpt text
  error text
  duration_ms integer
  created_at timestamp with time zone not null default now()
  attempted_at timestamp with time zone
  webhook_deliveries_pkey PRIMARY KEY (workspace_id, id)
  webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'delivered'::text, 'failed'::text])))
  webhook_deliveries_workspace_id_webhook_id_event_id_key UNIQUE (workspace_id, webhook_id, event_id)
  webhook_deliveries_workspace_id_webhook_id_fkey FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks(workspace_id, id) ON DELETE CASCADE
  CREATE INDEX webhook_deliveries_contact ON public.webhook_deliveries USING btree (workspace_id, contact_id)
  CREATE INDEX webhook_deliveries_conversation ON public.webhook_deliveries USING btree (workspace_id, conversation_id)
  CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (due_at) WHERE ((status = 'queued'::text) AND (due_at IS NOT NULL))
  CREATE INDEX webhook_deliveries_lane ON public.webhook_deliveries USING btree (workspace_id, webhook_id, lane, "position") WHERE (status = 'queued'::text)
  CREATE INDEX webhook_deliveries_log ON public.webhook_deliveries USING btree (workspace_id, webhook_id, "position" DESC)
  CREATE INDEX webhook_deliveries_old ON public.webhook_deliveries USING btree (created_at) WHERE (status <> 'queued'::text)

table webhooks
  workspace_id uuid not null
  id uuid not null
  name text not null
  url text not null
  events text[] not null default '{}'::text[]
  secret text not null
  old_secret text
  old_secret_until timestamp with time zone
  paused_at timestamp with time zone
  paused_because text
  failing_since timestamp with time zone
  last_success_at timestamp with time zone
  cursor text
  created_at timestamp with time zone not null default now()
  webhooks_paused_because_check CHECK ((paused_because = ANY (ARRAY['person'::text, 'failing'::text, 'gone'::text])))
  webhooks_pkey PRIMARY KEY (workspace_id, id)
  webhooks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE

table workspaces
  id uuid not null
  name text not null
  language text not null default 'en'::text
  created_at timestamp with time zone not null default now()
  standard_capacity integer not null default 5
  time_zone text not null default 'UTC'::text
  default_country text
  free_labels boolean not null default true
  workspaces_default_country_check CHECK ((default_country ~ '^[A-Z]{2}$'::text))
  workspaces_pkey PRIMARY KEY (id)
  workspaces_standard_capacity_check CHECK (((standard_capacity >= 1) AND (standard_capacity <= 200)))

CREATE OR REPLACE FUNCTION public.count_faq_examples()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    update faqs f set examples = examples + n.n
      from (select workspace_id, faq_id, count(*)::int as n from added group by 1, 2) n
      where (f.workspace_id, f.id) = (n.workspace_id, n.faq_id);
  else
    update faqs f set examples = examples - n.n
      from (select workspace_id, faq_id, count(*)::int as n from removed group by 1, 2) n
      where (f.workspace_id, f.id) = (n.workspace_id, n.faq_id);
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.count_faqs()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into faq_settings as s (workspace_id, faqs) values (new.workspace_id, 1)
      on conflict (workspace_id) do update set faqs = s.faqs + 1;
  else
    update faq_settings set faqs = faqs - 1 where workspace_id = old.workspace_id;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_contact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    insert into feed_events (workspace_id, type, stage, contact_id) values (old.workspace_id, 'contact.deleted', 3, old.id);
  else
    insert into feed_events (workspace_id, type, stage, contact_id)
    values (new.workspace_id, case tg_op when 'INSERT' then 'contact.created' else 'contact.updated' end, 0, new.id);
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_conversation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into feed_events (workspace_id, type, stage, conversation_id, contact_id)
  values (old.workspace_id, 'conversation.deleted', 3, old.id, old.contact_id);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_delivery()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into feed_events (workspace_id, type, stage, conversation_id, delivery_id)
  values (new.workspace_id, 'delivery.' || new.status, 2, new.conversation_id, new.id);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.forget_example_vectors()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from example_vectors v using removed r
    where v.workspace_id = r.workspace_id and v.text_hash = sha256(convert_to(r.text, 'UTF8'));
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.forget_searched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from search_progress p
    where p.what = 'entries' and p.workspace_id in (select g.workspace_id from gone g) for share;
  delete from search_entries s using gone g
    where (s.workspace_id, s.conversation_id, s.seq) = (g.workspace_id, g.conversation_id, g.seq);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.keep_labels()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    delete from conversation_labels l where l.workspace_id = new.workspace_id and l.conversation_id = new.id;
  end if;
  insert into conversation_labels (workspace_id, label, conversation_id)
    select distinct new.workspace_id, lower(label), new.id from unnest(new.labels) label;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.keep_load()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  giver uuid := case when tg_op <> 'INSERT' and old.status in ('open', 'pending') then old.assignee_id end;
  taker uuid := case when tg_op <> 'DELETE' and new.status in ('open', 'pending') then new.assignee_id end;
  now_has integer;
  may_have integer;
begin
  if giver is not distinct from taker then
    return null;
  end if;
  if giver is not null and (taker is null or giver < taker) then
    update agent_loads set load = load - 1 where workspace_id = old.workspace_id and user_id = giver;
  end if;
  if taker is not null then
    insert into agent_loads as l (workspace_id, user_id, load, served_at) values (new.workspace_id, taker, 1, clock_timestamp())
      on conflict (workspace_id, user_id) do update set load = l.load + 1, served_at = clock_timestamp()
      returning load into now_has;
    if new.routed and (tg_op = 'INSERT' or old.assignee_id is distinct from new.assignee_id) then
      select coalesce(m.capacity, w.standard_capacity) into may_have
        from members m join workspaces w on w.id = m.workspace_id
        where m.workspace_id = new.workspace_id and m.user_id = taker;
      if now_has > may_have then
        raise exception 'Agent % has % of % conversations already.', taker, now_has - 1, may_have
          using errcode = 'check_violation', constraint = 'agent_capacity', table = 'agent_loads';
      end if;
    end if;
  end if;
  if giver is not null and giver > taker then
    update agent_loads set load = load - 1 where workspace_id = old.workspace_id and user_id = giver;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.keep_queue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.status = 'open' and new.assignee_id is null and not new.spam
     and (new.waiting_since is not null or new.assigned_at is not null) then
    insert into queue_places as q (workspace_id, conversation_id, inbox_id, team_id, rank, since)
      values (new.workspace_id, new.id, new.inbox_id, new.team_id, queue_rank(new.priority), coalesce(new.waiting_since, now()))
      on conflict (workspace_id, conversation_id) do update
        set inbox_id = new.inbox_id, team_id = new.team_id, rank = queue_rank(new.priority)
        where (q.inbox_id, q.rank) <> (new.inbox_id, queue_rank(new.priority)) or q.team_id is distinct from new.team_id;
  elsif tg_op = 'UPDATE' then
    with place as (
      delete from queue_places where workspace_id = new.workspace_id and conversation_id = new.id returning *)
    insert into queue_waits (workspace_id, conversation_id, left_at, inbox_id, team_id, since, outcome, routed,
      promised_seconds, promised_place, promised_at, agents)
    select workspace_id, conversation_id, clock_timestamp(), inbox_id, team_id, since,
      case when new.assignee_id is null then 'gone' else 'assigned' end, new.routed,
      promised_seconds, promised_place, promised_at, agents
    from place;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.leave_to_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.status = 'pending' and (new.assignee_id is not null or new.first_reply_at is not null) then
    new.status := 'open';
  end if;
  if new.status <> 'pending' then
    new.bot_since := null;
    new.bot_due_at := null;
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.note_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.changed_xid := pg_current_xact_id();
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.note_entry_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.xid := pg_current_xact_id();
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.open_seconds(hours jsonb, begins timestamp with time zone, ends timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when hours is null then greatest(0, extract(epoch from ends - begins))::integer else (
    select coalesce(sum(greatest(0, extract(epoch from
        least(ends, (day + (span ->> 1)::time) at time zone (hours ->> 'timeZone'))
        - greatest(begins, (day + (span ->> 0)::time) at time zone (hours ->> 'timeZone'))))), 0)::integer
    from generate_series((begins at time zone (hours ->> 'timeZone'))::date, (ends at time zone (hours ->> 'timeZone'))::date, interval '1 day') g (at)
    cross join lateral (select g.at::date as day) d
    left join lateral (
      select h from jsonb_array_elements(hours -> 'holidays') h where h ->> 'date' = day::text limit 1) holiday on true
    cross join lateral jsonb_array_elements(case when h is null
      then hours -> 'weekly' -> (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from day)::int]
      else coalesce(h -> 'spans', '[]') end) span
  ) end
$function$

CREATE OR REPLACE FUNCTION public.queue_rank(priority text)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select (case priority when 'urgent' then 0 when 'high' then 1 when 'low' then 3 else 2 end)::smallint
$function$

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and current_setting('causerie.retention', true) = 'on' then
    return old;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $function$

CREATE OR REPLACE FUNCTION public.refuse_removal_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'records of removals are kept as they are' using errcode = 'insufficient_privilege';
end $function$
