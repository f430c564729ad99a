<?php
/**
 * Leaves nothing: tables, options, meta, notes and scheduled actions, of every site of a network.
 * What stands in QuickBooks stays there.
 *
 * The plugin itself is not loaded here, and WooCommerce need not be active any more.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Uninstall;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Every site, one after the other.
 */
function leave_nothing(): void {
	if ( ! is_multisite() ) {
		leave_site();
	} else {
		$site_ids = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);
		foreach ( $site_ids as $site_id ) {
			switch_to_blog( (int) $site_id );
			leave_site();
			restore_current_blog();
		}
	}
	delete_rows_like( 'usermeta', 'meta_key', array( '_tillbridge_', 'tillbridge_' ) );
	wp_cache_flush();
}

/**
 * One site.
 */
function leave_site(): void {
	global $wpdb;
	delete_notes();
	delete_actions();
	delete_rows_like( 'postmeta', 'meta_key', array( '_tillbridge_' ) );
	if ( is_there( 'wc_orders_meta' ) ) {
		delete_rows_like( 'wc_orders_meta', 'meta_key', array( '_tillbridge_' ) );
	}
	delete_rows_like( 'options', 'option_name', array( 'tillbridge_', '_transient_tillbridge_', '_transient_timeout_tillbridge_' ) );
	foreach ( array( 'outbox', 'ledger', 'nonces' ) as $table ) {
		$wpdb->query( $wpdb->prepare( 'DROP TABLE IF EXISTS %i', $wpdb->prefix . 'tillbridge_' . $table ) );
	}
}

/**
 * Our order notes, told by their meta.
 */
function delete_notes(): void {
	global $wpdb;
	$ids = $wpdb->get_col( $wpdb->prepare( 'SELECT comment_id FROM %i WHERE meta_key = %s', $wpdb->commentmeta, '_tillbridge_note' ) );
	foreach ( array_chunk( array_map( 'intval', $ids ), 500 ) as $chunk ) {
		$places = implode( ', ', array_fill( 0, count( $chunk ), '%d' ) );
		// phpcs:disable WordPress.DB.PreparedSQL, WordPress.DB.PreparedSQLPlaceholders -- a list of placeholders.
		$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE comment_id IN ($places)", array_merge( array( $wpdb->commentmeta ), $chunk ) ) );
		$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE comment_ID IN ($places)", array_merge( array( $wpdb->comments ), $chunk ) ) );
		// phpcs:enable
	}
	delete_transient( 'wc_count_comments' );
}

/**
 * What we had scheduled, its log and its group, where Action Scheduler keeps tables.
 */
function delete_actions(): void {
	global $wpdb;
	if ( ! is_there( 'actionscheduler_groups' ) ) {
		return;
	}
	$groups   = $wpdb->prefix . 'actionscheduler_groups';
	$actions  = $wpdb->prefix . 'actionscheduler_actions';
	$logs     = $wpdb->prefix . 'actionscheduler_logs';
	$group_id = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT group_id FROM %i WHERE slug = %s', $groups, 'tillbridge' ) );
	if ( $group_id <= 0 ) {
		return;
	}
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE action_id IN (SELECT action_id FROM %i WHERE group_id = %d)', $logs, $actions, $group_id ) );
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE group_id = %d', $actions, $group_id ) );
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE group_id = %d', $groups, $group_id ) );
}

/**
 * Deletes the rows whose name begins with one of ours.
 *
 * @param string       $table    Without prefix.
 * @param string       $column   The name's.
 * @param list<string> $prefixes How ours begin.
 */
function delete_rows_like( string $table, string $column, array $prefixes ): void {
	global $wpdb;
	$name = 'usermeta' === $table ? $wpdb->usermeta : $wpdb->prefix . $table;
	foreach ( $prefixes as $prefix ) {
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE %i LIKE %s', $name, $column, $wpdb->esc_like( $prefix ) . '%' ) );
	}
}

/**
 * Whether the site has a table.
 *
 * @param string $table Without prefix.
 */
function is_there( string $table ): bool {
	global $wpdb;
	$name = $wpdb->prefix . $table;
	return $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $name ) ) ) === $name;
}

leave_nothing();
