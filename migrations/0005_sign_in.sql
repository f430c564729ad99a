CREATE TABLE `owner_sessions` (
	`store_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` integer NOT NULL,
	`user_name` text NOT NULL,
	`user_email` text NOT NULL,
	`opened_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	PRIMARY KEY(`store_id`, `token_hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`store_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` integer NOT NULL,
	`user_name` text NOT NULL,
	`user_email` text NOT NULL,
	`to_path` text NOT NULL,
	`made_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer,
	PRIMARY KEY(`store_id`, `token_hash`)
) WITHOUT ROWID;
