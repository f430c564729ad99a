CREATE TABLE `mirror_keys` (
	`store_id` text NOT NULL,
	`key` text NOT NULL,
	`list_id` text NOT NULL,
	PRIMARY KEY(`store_id`, `key`, `list_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `links_entry` ON `links` (`store_id`,`quick_books_id`) WHERE role IN ('customer', 'item');