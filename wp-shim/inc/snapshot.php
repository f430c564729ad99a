<?php
/**
 * A record as it is now, in the words of WooCommerce's REST API, version 3.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Snapshot;

use function Tillbridge\Changes\is_draft;
use function Tillbridge\Customer_Changes\is_staff;
use function Tillbridge\Shop_Records\order_storage;
use function Tillbridge\Shop_Records\post_storage;
use function Tillbridge\Subject\id_of;
use function Tillbridge\Subject\kind_of;

defined( 'ABSPATH' ) || exit;

/** Of the REST API. */
const REFUNDS_PER_PAGE = 100;

/** Far more refunds than an order has lines; a list that goes on and on is a fault of the shop's. */
const REFUND_PAGES_MAX = 20;

/**
 * Fields that move without news, so that two readings of one state are equal: by themselves, by the
 * scheme of the request, or by the language of who reads.
 */
const RESTLESS_FIELDS = array( 'date_modified', 'date_modified_gmt', 'related_ids', '_links', 'avatar_url', 'payment_url', 'permalink', 'price_html' );

/**
 * Reads a record afresh.
 *
 * `present` has the snapshot, and of an order its refunds; `gone` is only said when the database has
 * no such record; `not-told` is a record that the Worker has no use for, such as a draft;
 * `unreadable` has a problem: an error is never sent as if it were the record.
 *
 * @param string $subject Such as `order:1042`.
 * @return Reading
 */
function read( string $subject ): array {
	forget_what_was_read();
	// Whoever presses a button sees more of a customer than the queue does, and maybe other prices.
	$reader_id = get_current_user_id();
	try {
		wp_set_current_user( 0 );
		return read_now( kind_of( $subject ), id_of( $subject ) );
	} catch ( \Throwable $thrown ) {
		return unreadable( $subject, $thrown->getMessage() );
	} finally {
		wp_set_current_user( $reader_id );
	}
}

/**
 * Lets the next reading come from the database. Without it a long drain sends what it read minutes
 * ago, and removes the newer mark.
 */
function forget_what_was_read(): void {
	global $wp_object_cache;
	if ( wp_cache_supports( 'flush_runtime' ) ) {
		wp_cache_flush_runtime();
	} elseif ( is_object( $wp_object_cache ) && isset( $wp_object_cache->cache ) && is_array( $wp_object_cache->cache ) ) {
		// An older object cache in place of WordPress' own: its memory goes, what it shares with others stays.
		$wp_object_cache->cache = array();
	}
}

/**
 * The record of one kind.
 *
 * @param string $kind One of Subject\KINDS.
 * @param int    $id   Its ID.
 * @return Reading
 */
function read_now( string $kind, int $id ): array {
	switch ( $kind ) {
		case 'order':
			return read_order( $id );
		case 'product':
		case 'variation':
			return read_product( $kind, $id );
		default:
			return read_customer( $id );
	}
}

/**
 * An order with its refunds.
 *
 * @param int $id Its ID.
 * @return Reading
 */
function read_order( int $id ): array {
	$order = wc_get_order( $id );
	if ( false === $order ) {
		return absent( "order:$id", stored_type( order_storage(), $id ), array( 'shop_order' ) );
	}
	if ( 'shop_order' !== $order->get_type() || is_draft( $order->get_status() ) ) {
		return array( 'kind' => 'not-told' );
	}
	$snapshot = record( "/wc/v3/orders/$id" );
	if ( is_wp_error( $snapshot ) ) {
		return unreadable( "order:$id", $snapshot->get_error_message() );
	}
	$refunds = array();
	for ( $page = 1; $page <= REFUND_PAGES_MAX; $page++ ) {
		$found = get(
			"/wc/v3/orders/$id/refunds",
			array(
				'per_page' => REFUNDS_PER_PAGE,
				'page'     => $page,
			)
		);
		if ( is_wp_error( $found ) ) {
			return unreadable( "order:$id", $found->get_error_message() );
		}
		$refunds = array_merge( $refunds, array_values( $found ) );
		if ( count( $found ) < REFUNDS_PER_PAGE ) {
			return present( $snapshot, $refunds );
		}
	}
	return unreadable( "order:$id", 'refunds' );
}

/**
 * A product, or a variation by way of its parent.
 *
 * @param string $kind Which of the two.
 * @param int    $id   Its ID.
 * @return Reading
 */
function read_product( string $kind, int $id ): array {
	$product = wc_get_product( $id );
	if ( ! $product instanceof \WC_Product ) {
		return absent( "$kind:$id", stored_type( post_storage(), $id ), array( 'product', 'product_variation' ) );
	}
	if ( is_draft( $product->get_status() ) ) {
		return array( 'kind' => 'not-told' );
	}
	$parent_id = $product->get_parent_id();
	$is_under  = $product->is_type( 'variation' );
	if ( $is_under && ! wc_get_product( $parent_id ) instanceof \WC_Product ) {
		// An orphan cannot be bought; WooCommerce removes it by and by.
		return array( 'kind' => 'not-told' );
	}
	$snapshot = record( $is_under ? "/wc/v3/products/$parent_id/variations/$id" : "/wc/v3/products/$id" );
	if ( is_wp_error( $snapshot ) ) {
		return unreadable( "$kind:$id", $snapshot->get_error_message() );
	}
	// To WooCommerce 9 a variation does not say whose it is.
	return present( $is_under ? array_merge( $snapshot, array( 'parent_id' => $parent_id ) ) : $snapshot, null );
}

/**
 * A customer with an account. Staff are nobody in the books until an order says so.
 *
 * @param int $id The user's ID.
 * @return Reading
 */
function read_customer( int $id ): array {
	$user = get_userdata( $id );
	if ( false === $user ) {
		// Users have no types: any of them is one that is told.
		return absent( "customer:$id", stored_type( user_storage(), $id ), array( (string) $id ) );
	}
	if ( is_multisite() && ! is_user_member_of_blog( $id ) ) {
		// Of the network, but no longer of this shop.
		return array( 'kind' => 'gone' );
	}
	if ( is_staff( $user ) ) {
		return array( 'kind' => 'not-told' );
	}
	$snapshot = record( "/wc/v3/customers/$id" );
	return is_wp_error( $snapshot )
		? unreadable( "customer:$id", $snapshot->get_error_message() )
		: present( $snapshot, null );
}

/**
 * One record by its route, which ends with its ID. Whatever else is answered is no record.
 *
 * @param string $route Such as `/wc/v3/orders/1042`.
 * @return array<mixed>|\WP_Error
 */
function record( string $route ) {
	$said = get( $route );
	if ( is_wp_error( $said ) || ( isset( $said['id'] ) && basename( $route ) === (string) $said['id'] ) ) {
		return $said;
	}
	return new \WP_Error( 'tillbridge_rest', "GET $route: no record" );
}

/**
 * The answer of one route of our own REST API, asked in process.
 *
 * @param string               $route Such as `/wc/v3/orders/1042`.
 * @param array<string, mixed> $query Its parameters.
 * @return array<mixed>|\WP_Error
 */
function get( string $route, array $query = array() ) {
	$request = new \WP_REST_Request( 'GET', $route );
	// WooCommerce can keep answers of its REST API for as long as an hour.
	$request->set_query_params( array_merge( $query, array( '_skip_cache' => '1' ) ) );
	// Nobody is signed in when the queue runs. Only reading is allowed, and only for this one call.
	$allow_reading = static function ( $is_allowed, $context ) {
		return 'read' === $context ? true : $is_allowed;
	};
	add_filter( 'woocommerce_rest_check_permissions', $allow_reading, PHP_INT_MAX, 2 );
	try {
		$response = rest_do_request( $request );
	} finally {
		remove_filter( 'woocommerce_rest_check_permissions', $allow_reading, PHP_INT_MAX );
	}
	$error = $response->as_error();
	if ( null !== $error ) {
		return $error;
	}
	/** @var mixed $said Filters of other plugins made of it what they wanted. */
	$said = rest_get_server()->response_to_data( $response, false );
	return is_array( $said ) && ! is_error_object( $said )
		? $said
		: new \WP_Error( 'tillbridge_rest', "GET $route: no record" );
}

/**
 * Whether an answer is an error in the clothes of data, as WooCommerce gives it in process.
 *
 * @param array<mixed> $said The answer.
 */
function is_error_object( array $said ): bool {
	return isset( $said['code'], $said['data']['status'] ) && ! isset( $said['id'] );
}

/**
 * A record that WooCommerce does not open. It is gone when the database says that there is none, and
 * never because something stands in the way.
 *
 * @param string       $subject Such as `order:1042`.
 * @param string|null  $type    From stored_type().
 * @param list<string> $told    Types that are told: one of a plugin that is switched off is not.
 * @return array{kind: 'gone'}|array{kind: 'not-told'}|array{kind: 'unreadable', problem: Problem}
 */
function absent( string $subject, ?string $type, array $told ): array {
	if ( null === $type || in_array( $type, $told, true ) ) {
		return unreadable( $subject, null === $type ? __( 'the database did not answer.', 'tillbridge' ) : 'null' );
	}
	return '' === $type ? array( 'kind' => 'gone' ) : array( 'kind' => 'not-told' );
}

/**
 * The type under which the database has a record: nothing where it has none, null where it does not
 * answer. Only where the shop keeps such records: what was left behind by a move to other tables is
 * nobody's record any more.
 *
 * @param array{table: string, id: string, type: string} $storage Where to look.
 * @param int                                            $id      The record's ID.
 */
function stored_type( array $storage, int $id ): ?string {
	global $wpdb;
	// A count is answered by a row in any case.
	$row = $wpdb->get_row(
		$wpdb->prepare(
			'SELECT COUNT(*) AS records, MAX( %i ) AS type FROM %i WHERE %i = %d',
			$storage['type'],
			$storage['table'],
			$storage['id'],
			$id
		),
		ARRAY_A
	);
	if ( ! is_array( $row ) ) {
		return null;
	}
	return '0' === (string) $row['records'] ? '' : (string) $row['type'];
}

/**
 * Users as stored_type() asks for them.
 *
 * @return array{table: string, id: string, type: string}
 */
function user_storage(): array {
	global $wpdb;
	return array(
		'table' => $wpdb->users,
		'id'    => 'ID',
		'type'  => 'ID',
	);
}

/**
 * A snapshot with what the ledger keeps of it.
 *
 * @param array<mixed>                    $snapshot The record.
 * @param list<array<string, mixed>>|null $refunds  Of an order.
 * @return array{kind: 'present', snapshot: array<string, mixed>, refunds: list<array<string, mixed>>|null, modified: string}
 */
function present( array $snapshot, ?array $refunds ): array {
	return array(
		'kind'     => 'present',
		'snapshot' => $snapshot,
		'refunds'  => $refunds,
		'modified' => (string) ( $snapshot['date_modified_gmt'] ?? '' ),
	);
}

/**
 * SHA-256 of a record without what moves by itself: two readings of one state are equal.
 *
 * @param array<string, mixed>            $snapshot The record.
 * @param list<array<string, mixed>>|null $refunds  Of an order.
 */
function content_of( array $snapshot, ?array $refunds ): string {
	$without = array_diff_key( $snapshot, array_flip( RESTLESS_FIELDS ) );
	// What we write on an order ourselves is no news of it.
	if ( isset( $without['meta_data'] ) && is_array( $without['meta_data'] ) ) {
		$without['meta_data'] = array_values(
			array_filter(
				$without['meta_data'],
				static function ( $meta ): bool {
					$key = $meta instanceof \WC_Meta_Data ? $meta->key : ( $meta['key'] ?? '' );
					return 0 !== strpos( (string) $key, '_tillbridge' );
				}
			)
		);
	}
	$bare_refunds = array_map(
		static function ( array $refund ): array {
			return array_diff_key( $refund, array_flip( RESTLESS_FIELDS ) );
		},
		$refunds ?? array()
	);
	return hash( 'sha256', (string) wp_json_encode( array( $without, $bare_refunds ), JSON_PARTIAL_OUTPUT_ON_ERROR ) );
}

/**
 * Why a record cannot be told, in the shop's words.
 *
 * @param string $subject Such as `order:1042`.
 * @param string $cause   What was said where it failed.
 * @return array{kind: 'unreadable', problem: Problem}
 */
function unreadable( string $subject, string $cause ): array {
	return array(
		'kind'    => 'unreadable',
		'problem' => array(
			'code'    => 'unreadable-here',
			/* translators: 1: such as "order:1042", 2: an error message */
			'summary' => sprintf( __( 'WooCommerce cannot show %1$s: %2$s', 'tillbridge' ), $subject, $cause ),
			'remedy'  => __( 'Open the record in the shop. If it opens, another plugin stands in the way of the REST API; it is tried again every hour.', 'tillbridge' ),
		),
	);
}
