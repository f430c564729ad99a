<?php
/**
 * Where the records of a filter stand in the database: the tables and the conditions of one SELECT.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Source;

use Tillbridge\Connection;
use function Tillbridge\Installation\ledger_table;

defined( 'ABSPATH' ) || exit;

/** What is not placed or published yet, or was thrown away, as the database spells it. */
const NEVER = array(
	'orders'   => array( 'trash', 'auto-draft', 'draft', 'new', 'checkout-draft', 'wc-checkout-draft' ),
	'products' => array( 'trash', 'auto-draft', 'draft', 'importing' ),
);

/** Verdicts after which a record stands with the Worker. */
const SENT = array( 'queued', 'unchanged' );

/**
 * The parts of a SELECT over what matches, all of them prepared: the tables, the column of the ID, an
 * expression for the subject's kind, and the conditions.
 *
 * @param PushFilter $filter From Push_Filter\read().
 * @return array{from: string, id: string, kind: string, where: string}
 */
function source( array $filter ): array {
	switch ( $filter['kind'] ) {
		case 'orders':
			$source = is_order_table_used() ? orders_of_table( $filter ) : orders_of_posts( $filter );
			break;
		case 'products':
			$source = products( $filter );
			break;
		default:
			$source = customers( $filter );
	}
	$from  = $source['from'];
	$where = array_merge( $source['where'], between( $source['date'], $filter ) );
	if ( $filter['is_unsent'] ) {
		$from   .= prepared(
			" LEFT JOIN %i AS told ON told.subject = CONCAT({$source['kind']}, ':', {$source['id']}) AND told.verdict IN (" . places( SENT, '%s' ) . ')',
			array_merge( array( ledger_table() ), SENT )
		);
		$where[] = 'told.subject IS NULL';
	}
	return array(
		'from'  => $from,
		'id'    => $source['id'],
		'kind'  => $source['kind'],
		'where' => implode( ' AND ', $where ),
	);
}

/**
 * Whether orders stand in tables of their own.
 */
function is_order_table_used(): bool {
	return \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled();
}

/**
 * Orders in tables of their own. The index over type, status and date answers without the rows.
 *
 * @param PushFilter $filter From Push_Filter\read().
 * @return PushSource
 */
function orders_of_table( array $filter ): array {
	global $wpdb;
	return array(
		'from'  => prepared( '%i AS records', array( $wpdb->prefix . 'wc_orders' ) ),
		'id'    => 'records.id',
		'kind'  => "'order'",
		'date'  => 'records.date_created_gmt',
		'where' => array_merge(
			array( "records.type = 'shop_order'" ),
			of_statuses( 'records.status', $filter ),
			of_ids( 'records.id', $filter )
		),
	);
}

/**
 * Orders among the posts.
 *
 * @param PushFilter $filter From Push_Filter\read().
 * @return PushSource
 */
function orders_of_posts( array $filter ): array {
	global $wpdb;
	return array(
		'from'  => prepared( '%i AS records', array( $wpdb->posts ) ),
		'id'    => 'records.ID',
		'kind'  => "'order'",
		'date'  => 'records.post_date_gmt',
		'where' => array_merge(
			array( "records.post_type = 'shop_order'" ),
			of_statuses( 'records.post_status', $filter ),
			of_ids( 'records.ID', $filter )
		),
	);
}

/**
 * Products with their variations, those of a draft left out with it. The variations of a chosen
 * product are chosen, too.
 *
 * @param PushFilter $filter From Push_Filter\read().
 * @return PushSource
 */
function products( array $filter ): array {
	global $wpdb;
	$is_under   = "records.post_type = 'product_variation'";
	$own_status = implode( ' AND ', of_statuses( 'records.post_status', $filter ) );
	$its_parent = implode( ' AND ', of_statuses( 'parents.post_status', $filter ) );
	$where      = array( "records.post_type = 'product'", $own_status );
	if ( in_array( 'variation', Connection\wanted_kinds(), true ) ) {
		// A variation that is switched off is `private`; whether it goes is its parent's status.
		$is_told = prepared( 'records.post_status NOT IN (' . places( NEVER['products'], '%s' ) . ')', NEVER['products'] );
		$where   = array(
			"records.post_type IN ('product', 'product_variation')",
			"( ( NOT $is_under AND $own_status ) OR ( $is_under AND parents.post_type = 'product' AND $is_told AND $its_parent ) )",
		);
	}
	if ( array() !== $filter['ids'] ) {
		$where[] = '( ' . implode( ' OR ', array_merge( of_ids( 'records.ID', $filter ), of_ids( 'records.post_parent', $filter ) ) ) . ' )';
	}
	return array(
		'from'  => prepared( '%i AS records LEFT JOIN %i AS parents ON parents.ID = records.post_parent', array( $wpdb->posts, $wpdb->posts ) ),
		'id'    => 'records.ID',
		'kind'  => "CASE WHEN $is_under THEN 'variation' ELSE 'product' END",
		'date'  => 'records.post_date_gmt',
		'where' => $where,
	);
}

/**
 * Customers with an account on this site, as snapshots take them: staff are none.
 *
 * @param PushFilter $filter From Push_Filter\read().
 * @return PushSource
 */
function customers( array $filter ): array {
	global $wpdb;
	$where = of_ids( 'records.ID', $filter );
	foreach ( words_of_staff() as $word ) {
		$where[] = prepared( 'roles.meta_value NOT LIKE %s', array( '%' . $wpdb->esc_like( $word ) . '%' ) );
	}
	$owners = is_multisite() ? get_super_admins() : array();
	if ( array() !== $owners ) {
		$where[] = prepared( 'records.user_login NOT IN (' . places( $owners, '%s' ) . ')', $owners );
	}
	return array(
		'from'  => prepared(
			'%i AS records INNER JOIN %i AS roles ON roles.user_id = records.ID AND roles.meta_key = %s',
			array( $wpdb->users, $wpdb->usermeta, $wpdb->get_blog_prefix() . 'capabilities' )
		),
		'id'    => 'records.ID',
		'kind'  => "'customer'",
		'date'  => 'records.user_registered',
		'where' => $where,
	);
}

/**
 * What stands among a user's roles and capabilities when they may edit posts or run the shop.
 *
 * @return list<string>
 */
function words_of_staff(): array {
	$words = array();
	foreach ( array( 'edit_posts', 'manage_woocommerce' ) as $capability ) {
		$words[] = sprintf( '"%s";b:1', $capability );
	}
	foreach ( wp_roles()->roles as $name => $role ) {
		if ( ! empty( $role['capabilities']['edit_posts'] ) || ! empty( $role['capabilities']['manage_woocommerce'] ) ) {
			$words[] = sprintf( '"%s";b:1', $name );
		}
	}
	return $words;
}

/**
 * The chosen statuses, or all but those that never go.
 *
 * @param string     $column Of the status.
 * @param PushFilter $filter From Push_Filter\read().
 * @return list<string>
 */
function of_statuses( string $column, array $filter ): array {
	$never = NEVER[ $filter['kind'] ];
	if ( array() !== $filter['statuses'] ) {
		return array( prepared( "$column IN (" . places( $filter['statuses'], '%s' ) . ')', $filter['statuses'] ) );
	}
	return array( prepared( "$column NOT IN (" . places( $never, '%s' ) . ')', $never ) );
}

/**
 * The chosen IDs, where some were chosen.
 *
 * @param string     $column Of the ID.
 * @param PushFilter $filter From Push_Filter\read().
 * @return list<string>
 */
function of_ids( string $column, array $filter ): array {
	return array() === $filter['ids']
		? array()
		: array( prepared( "$column IN (" . places( $filter['ids'], '%d' ) . ')', $filter['ids'] ) );
}

/**
 * From the first moment of one day to the last of another, in the shop's zone; the columns hold UTC.
 *
 * @param string     $column Of the date.
 * @param PushFilter $filter From Push_Filter\read().
 * @return list<string>
 */
function between( string $column, array $filter ): array {
	$where = array();
	if ( '' !== $filter['after'] ) {
		$where[] = prepared( "$column >= %s", array( midnight( $filter['after'], 0 ) ) );
	}
	if ( '' !== $filter['before'] ) {
		$where[] = prepared( "$column < %s", array( midnight( $filter['before'], 1 ) ) );
	}
	return $where;
}

/**
 * When a day of the shop's zone begins, in UTC. A day with a change of the clocks has 23 or 25 hours.
 *
 * @param string $day  Such as `2026-03-31`.
 * @param int    $more Days later.
 */
function midnight( string $day, int $more ): string {
	$at = new \DateTimeImmutable( "$day 00:00:00", wp_timezone() );
	return $at->modify( "+$more days" )->setTimezone( new \DateTimeZone( 'UTC' ) )->format( 'Y-m-d H:i:s' );
}

/**
 * A list of placeholders.
 *
 * @param array<int|string> $values One each.
 * @param string            $place  Such as `%s`.
 */
function places( array $values, string $place ): string {
	return implode( ', ', array_fill( 0, count( $values ), $place ) );
}

/**
 * A part of a statement with its values in place.
 *
 * @param string            $sql    With placeholders.
 * @param array<int|string> $values One each.
 */
function prepared( string $sql, array $values ): string {
	global $wpdb;
	return (string) $wpdb->prepare( $sql, $values ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- this is where it is.
}
