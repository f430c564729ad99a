CREATE TABLE `search_words` (
	`store_id` text NOT NULL,
	`word` text NOT NULL,
	`subject` text NOT NULL,
	PRIMARY KEY(`store_id`, `word`, `subject`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `__new_journal` (
	`store_id` text NOT NULL,
	`id` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`subject` text,
	`event` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`store_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_journal`("store_id", "id", "at_ms", "subject", "event", "detail") SELECT "store_id", "id", "at_ms", "subject", "event", "detail" FROM `journal`;--> statement-breakpoint
DROP TABLE `journal`;--> statement-breakpoint
ALTER TABLE `__new_journal` RENAME TO `journal`;--> statement-breakpoint
CREATE INDEX `journal_subject` ON `journal` (`store_id`,`subject`,`id`) WHERE subject IS NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_held_cause` ON `jobs` (`store_id`,(problem ->> '$.code'),`id`) WHERE state = 'blocked';--> statement-breakpoint
INSERT OR IGNORE INTO `search_words` (`store_id`, `word`, `subject`)
SELECT `store_id`, lower(trim(`part`.`value`)), `subject`
FROM `snapshots`, json_each(json_array(
	`snapshot` ->> '$.number', `snapshot` ->> '$.total', `snapshot` ->> '$.email',
	`snapshot` ->> '$.billing.email', `snapshot` ->> '$.billing.first_name',
	`snapshot` ->> '$.billing.last_name', `snapshot` ->> '$.billing.company')) AS `part`
WHERE `part`.`value` IS NOT NULL AND trim(`part`.`value`) <> '';
