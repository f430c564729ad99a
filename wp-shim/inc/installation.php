<?php
/**
 * The plugin's tables and words of its own, made lazily for each site of a network.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Installation;

use const Tillbridge\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/** Moves with every change of the tables below; an update of the plugin runs no activation. */
const SCHEMA_VERSION = '1';
const SCHEMA_OPTION  = 'tillbridge_schema';

/**
 * Registers what has to happen before WooCommerce starts and whenever the schema is another.
 */
function bootstrap(): void {
	register_activation_hook( PLUGIN_FILE, __NAMESPACE__ . '\ensure' );
	add_action( 'plugins_loaded', __NAMESPACE__ . '\ensure' );
	add_action( 'before_woocommerce_init', __NAMESPACE__ . '\declare_compatibility' );
}

/**
 * Makes the tables where they are missing or older: of the site that is asked for, so that a network
 * activation, a new site and an update of the plugin need nothing of their own.
 */
function ensure(): void {
	if ( get_option( SCHEMA_OPTION ) === SCHEMA_VERSION ) {
		return;
	}
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	foreach ( table_definitions() as $definition ) {
		dbDelta( $definition );
	}
	update_option( SCHEMA_OPTION, SCHEMA_VERSION, true );
}

/**
 * Makes the tables again that are gone, as after a backup that knew only those of WordPress. Without them
 * no change is noted, and nobody would say so. What they held is found by the sweep.
 */
function mend(): void {
	if ( ! is_complete() ) {
		delete_option( SCHEMA_OPTION );
		ensure();
	}
}

/**
 * Whether all the tables are there.
 */
function is_complete(): bool {
	global $wpdb;
	foreach ( array( outbox_table(), ledger_table(), nonces_table() ) as $table ) {
		$found = $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) );
		// Some databases know names in small letters only.
		if ( 0 !== strcasecmp( (string) $found, $table ) ) {
			return false;
		}
	}
	return true;
}

/**
 * WooCommerce lists a plugin that says nothing as one that may not get on with its order tables.
 */
function declare_compatibility(): void {
	if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
		foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, PLUGIN_FILE, true );
		}
	}
}

/**
 * What has still to be told, one row a subject.
 */
function outbox_table(): string {
	global $wpdb;
	return $wpdb->prefix . 'tillbridge_outbox';
}

/**
 * What was told last, one row a subject: the sweep compares the shop with it.
 */
function ledger_table(): string {
	global $wpdb;
	return $wpdb->prefix . 'tillbridge_ledger';
}

/**
 * Nonces of the Worker's nudges that could still be inside the signature's window.
 */
function nonces_table(): string {
	global $wpdb;
	return $wpdb->prefix . 'tillbridge_nonces';
}

/**
 * The tables in dbDelta's dialect: two spaces after PRIMARY KEY, one column a line. Times are Unix
 * seconds, generations microseconds.
 *
 * @return list<string>
 */
function table_definitions(): array {
	global $wpdb;
	$outbox  = outbox_table();
	$ledger  = ledger_table();
	$nonces  = nonces_table();
	$collate = $wpdb->get_charset_collate();
	return array(
		"CREATE TABLE $outbox (
			subject varchar(32) NOT NULL,
			generation bigint(20) unsigned NOT NULL,
			is_pushed tinyint(1) NOT NULL DEFAULT 0,
			marked_at bigint(20) unsigned NOT NULL,
			due_at bigint(20) unsigned NOT NULL,
			attempts int(11) unsigned NOT NULL DEFAULT 0,
			state varchar(8) NOT NULL DEFAULT 'waiting',
			problem longtext NULL,
			PRIMARY KEY  (subject),
			KEY state_due (state,due_at)
		) $collate;",
		"CREATE TABLE $ledger (
			subject varchar(32) NOT NULL,
			generation bigint(20) unsigned NOT NULL,
			modified varchar(19) NOT NULL DEFAULT '',
			content char(64) NOT NULL DEFAULT '',
			verdict varchar(10) NOT NULL,
			delivered_at bigint(20) unsigned NOT NULL,
			PRIMARY KEY  (subject)
		) $collate;",
		"CREATE TABLE $nonces (
			nonce varchar(64) NOT NULL,
			expires_at bigint(20) unsigned NOT NULL,
			PRIMARY KEY  (nonce),
			KEY expires_at (expires_at)
		) $collate;",
	);
}
