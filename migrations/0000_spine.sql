CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`store_id` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`rank` integer NOT NULL,
	`generation` integer NOT NULL,
	`revision` integer NOT NULL,
	`is_pushed` integer NOT NULL,
	`attempts` integer NOT NULL,
	`run_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`message_set_id` text,
	`problem` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_unsent_subject` ON `jobs` (`store_id`,`subject`) WHERE state IN ('queued', 'blocked');--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_sent_subject` ON `jobs` (`store_id`,`subject`) WHERE state = 'sent';--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`store_id`,`rank`,`id`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `jobs_blocked` ON `jobs` (`store_id`,`run_at_ms`) WHERE state = 'blocked';--> statement-breakpoint
CREATE TABLE `journal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`store_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`subject` text,
	`event` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `journal_store` ON `journal` (`store_id`,`id`);--> statement-breakpoint
CREATE TABLE `links` (
	`store_id` text NOT NULL,
	`subject` text NOT NULL,
	`role` text NOT NULL,
	`kind` text NOT NULL,
	`quick_books_id` text NOT NULL,
	`label` text NOT NULL,
	`edit_sequence` text NOT NULL,
	`sent` text NOT NULL,
	`total_cents` integer,
	`posting` integer NOT NULL,
	`deleted_at_ms` integer,
	`twin_id` text,
	`linked_at_ms` integer NOT NULL,
	PRIMARY KEY(`store_id`, `subject`, `role`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `message_set_pieces` (
	`store_id` text NOT NULL,
	`message_set_id` text NOT NULL,
	`part` text NOT NULL,
	`piece` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`store_id`, `message_set_id`, `part`, `piece`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `message_sets` (
	`store_id` text NOT NULL,
	`message_set_id` text NOT NULL,
	`ticket_hash` text NOT NULL,
	`state` text NOT NULL,
	`resends` integer NOT NULL,
	`sent_at_ms` integer NOT NULL,
	`answered_at_ms` integer,
	`hresult` text,
	`message` text,
	PRIMARY KEY(`store_id`, `message_set_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mirror` (
	`store_id` text NOT NULL,
	`list` text NOT NULL,
	`list_id` text NOT NULL,
	`name_key` text NOT NULL,
	`entry` text NOT NULL,
	`read_at_ms` integer NOT NULL,
	PRIMARY KEY(`store_id`, `list`, `list_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mirror_name` ON `mirror` (`store_id`,`list`,`name_key`);--> statement-breakpoint
CREATE TABLE `nonces` (
	`store_id` text NOT NULL,
	`nonce` text NOT NULL,
	`expires_at_ms` integer NOT NULL,
	PRIMARY KEY(`store_id`, `nonce`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `nonces_expiry` ON `nonces` (`store_id`,`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `outcomes` (
	`store_id` text NOT NULL,
	`id` integer NOT NULL,
	`subject` text NOT NULL,
	`generation` integer NOT NULL,
	`state` text NOT NULL,
	`at_ms` integer NOT NULL,
	`documents` text NOT NULL,
	`problem` text,
	PRIMARY KEY(`store_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`store_id` text NOT NULL,
	`ticket_hash` text NOT NULL,
	`opened_at_ms` integer NOT NULL,
	`last_call_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`turn` integer NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`store_id`, `ticket_hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_live` ON `sessions` (`store_id`) WHERE ended_at_ms IS NULL;--> statement-breakpoint
CREATE INDEX `sessions_ended` ON `sessions` (`store_id`,`ended_at_ms`);--> statement-breakpoint
CREATE TABLE `settings` (
	`store_id` text NOT NULL,
	`version` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`who` text NOT NULL,
	`settings` text NOT NULL,
	PRIMARY KEY(`store_id`, `version`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`store_id` text NOT NULL,
	`subject` text NOT NULL,
	`epoch` text NOT NULL,
	`generation` integer NOT NULL,
	`revision` integer NOT NULL,
	`event` text NOT NULL,
	`content_hash` text NOT NULL,
	`snapshot` text,
	`refunds` text,
	`received_at_ms` integer NOT NULL,
	PRIMARY KEY(`store_id`, `subject`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `stores` (
	`store_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`shop_url` text NOT NULL,
	`type` text NOT NULL,
	`origin_url` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`start_at_ms` integer NOT NULL,
	`user_name` text NOT NULL,
	`password_salt` text NOT NULL,
	`password_hash` text NOT NULL,
	`file_id` text NOT NULL,
	`secret_cipher` text NOT NULL,
	`previous_secret_cipher` text,
	`previous_secret_until_ms` integer,
	`shop` text,
	`shop_seen_at_ms` integer,
	`web_connector_seen_at_ms` integer,
	`company_name` text,
	`company_file_id` text,
	`company_file_path` text,
	`notice` text,
	`carried_over` text
) WITHOUT ROWID;
