ALTER TABLE `links` ADD `evidence` text;--> statement-breakpoint
ALTER TABLE `links` ADD `customer_list_id` text;