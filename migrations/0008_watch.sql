ALTER TABLE `stores` ADD `web_connector_gaps_ms` text;--> statement-breakpoint
ALTER TABLE `stores` ADD `password_refused_at_ms` integer;--> statement-breakpoint
ALTER TABLE `stores` ADD `watch` text;--> statement-breakpoint
ALTER TABLE `stores` ADD `watch_version` integer DEFAULT 0 NOT NULL;