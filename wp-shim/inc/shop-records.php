<?php
/**
 * Lists of the shop's records, straight from its tables: what the sweep compares.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Shop_Records;

use function Tillbridge\Installation\ledger_table;
use const Tillbridge\Changes\DRAFTS;

defined( 'ABSPATH' ) || exit;

/** The form of a date in the database, and as a snapshot has it. */
const DATABASE_DATE = 'Y-m-d H:i:s';
const SNAPSHOT_DATE = 'Y-m-d\TH:i:s';

/**
 * Where orders are kept: in tables of their own, or among the posts. The columns that are asked for.
 *
 * @return RecordStorage
 */
function order_storage(): array {
	global $wpdb;
	$has_own_tables = class_exists( \Automattic\WooCommerce\Utilities\OrderUtil::class )
		&& \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled();
	return $has_own_tables
		? array(
			'table'    => $wpdb->prefix . 'wc_orders',
			'id'       => 'id',
			'type'     => 'type',
			'status'   => 'status',
			'created'  => 'date_created_gmt',
			'modified' => 'date_updated_gmt',
		)
		: array(
			'table'    => $wpdb->posts,
			'id'       => 'ID',
			'type'     => 'post_type',
			'status'   => 'post_status',
			'created'  => 'post_date_gmt',
			'modified' => 'post_modified_gmt',
		);
}

/**
 * Records of a kind that were saved since a moment, oldest saving first.
 *
 * @param string $kind  One of Subject\KINDS.
 * @param int    $since Unix seconds.
 * @param int    $id    Of those saved in that very second: only behind this ID.
 * @param int    $limit At most so many.
 * @return list<array{id: int, modified_at: int, is_trashed: bool}>
 */
function saved_since( string $kind, int $since, int $id, int $limit ): array {
	switch ( $kind ) {
		case 'order':
			return posts_saved_since( order_storage(), 'shop_order', array( $since, $id, $limit ) );
		case 'product':
			return posts_saved_since( post_storage(), 'product', array( $since, $id, $limit ) );
		case 'variation':
			return posts_saved_since( post_storage(), 'product_variation', array( $since, $id, $limit ) );
		default:
			return users_saved_since( $since, $id, $limit );
	}
}

/**
 * The columns of posts.
 *
 * @return RecordStorage
 */
function post_storage(): array {
	global $wpdb;
	return array(
		'table'    => $wpdb->posts,
		'id'       => 'ID',
		'type'     => 'post_type',
		'status'   => 'post_status',
		'created'  => 'post_date_gmt',
		'modified' => 'post_modified_gmt',
	);
}

/**
 * Orders, products or variations saved since a moment.
 *
 * @param RecordStorage                 $storage Where they are.
 * @param string                        $type    Such as `shop_order`.
 * @param array{0: int, 1: int, 2: int} $page    Since, behind which ID, and how many.
 * @return list<array{id: int, modified_at: int, is_trashed: bool}>
 */
function posts_saved_since( array $storage, string $type, array $page ): array {
	global $wpdb;
	list( $since, $id, $limit ) = $page;
	$moment                     = gmdate( DATABASE_DATE, $since );
	return saved(
		$wpdb->get_results(
			$wpdb->prepare(
				'SELECT %i AS id, %i AS modified, %i AS status FROM %i
				WHERE %i = %s AND ( %i > %s OR ( %i = %s AND %i > %d ) ) AND %i NOT IN ( %s, %s )
				ORDER BY %i, %i LIMIT %d',
				$storage['id'],
				$storage['modified'],
				$storage['status'],
				$storage['table'],
				$storage['type'],
				$type,
				$storage['modified'],
				$moment,
				$storage['modified'],
				$moment,
				$storage['id'],
				$id,
				$storage['status'],
				draft( 0 ),
				draft( 1 ),
				$storage['modified'],
				$storage['id'],
				$limit
			),
			ARRAY_A
		)
	);
}

/**
 * Users whose account WooCommerce saved since a moment, or who registered since.
 *
 * @param int $since Unix seconds.
 * @param int $id    Of those saved in that very second: only behind this ID.
 * @param int $limit At most so many.
 * @return list<array{id: int, modified_at: int, is_trashed: bool}>
 */
function users_saved_since( int $since, int $id, int $limit ): array {
	global $wpdb;
	$moment = gmdate( DATABASE_DATE, $since );
	return saved(
		$wpdb->get_results(
			$wpdb->prepare(
				// Whoever has no capabilities here belongs to another site of the network. FROM_UNIXTIME
				// would tell the time of the database's zone; both dates here are in UTC.
				"SELECT id, modified FROM (
					SELECT u.ID AS id, CASE WHEN m.meta_value > 0
						THEN DATE_ADD( '1970-01-01 00:00:00', INTERVAL CAST( m.meta_value AS SIGNED ) SECOND )
						ELSE u.user_registered END AS modified
					FROM %i u
					JOIN %i c ON c.user_id = u.ID AND c.meta_key = %s
					LEFT JOIN %i m ON m.user_id = u.ID AND m.meta_key = 'last_update'
				) users WHERE modified > %s OR ( modified = %s AND id > %d ) ORDER BY modified, id LIMIT %d",
				$wpdb->users,
				$wpdb->usermeta,
				$wpdb->get_blog_prefix() . 'capabilities',
				$wpdb->usermeta,
				$moment,
				$moment,
				$id,
				$limit
			),
			ARRAY_A
		)
	);
}

/**
 * Placed orders, created since a moment, of which nothing was ever told.
 *
 * @param int $since Unix seconds.
 * @param int $after Only behind this ID.
 * @param int $limit At most so many.
 * @return list<int>
 */
function orders_never_told( int $since, int $after, int $limit ): array {
	global $wpdb;
	$storage = order_storage();
	$found   = $wpdb->get_col(
		$wpdb->prepare(
			"SELECT o.%i FROM %i o LEFT JOIN %i l ON l.subject = CONCAT( 'order:', o.%i )
			WHERE o.%i = 'shop_order' AND o.%i >= %s AND o.%i NOT IN ( %s, %s, 'trash' ) AND o.%i > %d AND l.subject IS NULL
			ORDER BY o.%i LIMIT %d",
			$storage['id'],
			$storage['table'],
			ledger_table(),
			$storage['id'],
			$storage['type'],
			$storage['created'],
			gmdate( DATABASE_DATE, $since ),
			$storage['status'],
			draft( 0 ),
			draft( 1 ),
			$storage['id'],
			$after,
			$storage['id'],
			$limit
		)
	);
	return array_map( 'intval', array_values( $found ) );
}

/**
 * A draft's status as the database has it: `auto-draft` is WordPress' own and has no prefix.
 *
 * @param int $at Of Changes\DRAFTS.
 */
function draft( int $at ): string {
	return 'auto-draft' === DRAFTS[ $at ] ? DRAFTS[ $at ] : 'wc-' . DRAFTS[ $at ];
}

/**
 * Rows with their dates as Unix seconds; the database has them in UTC.
 *
 * @param mixed $rows From get_results.
 * @return list<array{id: int, modified_at: int, is_trashed: bool}>
 * @throws \UnexpectedValueException When the database did not answer: no record is not what it said.
 */
function saved( $rows ): array {
	global $wpdb;
	if ( '' !== $wpdb->last_error ) {
		throw new \UnexpectedValueException( 'The database did not answer: ' . $wpdb->last_error ); // phpcs:ignore WordPress.Security.EscapeOutput -- caught, and shown to nobody.
	}
	return array_map(
		static function ( array $row ): array {
			return array(
				'id'          => (int) $row['id'],
				'modified_at' => (int) strtotime( $row['modified'] . ' UTC' ),
				'is_trashed'  => 'trash' === ( $row['status'] ?? '' ),
			);
		},
		array_values( (array) $rows )
	);
}
