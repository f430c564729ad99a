ALTER TABLE `stores` ADD `nudged_at_ms` integer;--> statement-breakpoint
ALTER TABLE `stores` ADD `nudged_outcome_id` integer;--> statement-breakpoint
ALTER TABLE `stores` ADD `nudge_result` text;