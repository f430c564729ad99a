<?php
/**
 * Tools › Export and Erase Personal Data: what we keep in WordPress of a person.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Privacy;

use Tillbridge\Changes;
use Tillbridge\Connection;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Outcomes;
use Tillbridge\Standing;
use function Tillbridge\Subject\kind_of;
use function Tillbridge\Subject\subject;

defined( 'ABSPATH' ) || exit;

const ORDERS_PER_PAGE = 50;

/**
 * WooCommerce makes orders nameless at 10; ours has to find them by the e-mail address before.
 */
const ERASER_PRIORITY = 9;

/**
 * Listens.
 */
function bootstrap(): void {
	add_filter( 'wp_privacy_personal_data_exporters', __NAMESPACE__ . '\with_exporter' );
	add_filter( 'wp_privacy_personal_data_erasers', __NAMESPACE__ . '\with_eraser', ERASER_PRIORITY );
	add_action( 'admin_init', __NAMESPACE__ . '\suggest_policy' );
}

/**
 * The exporters with ours.
 *
 * @param mixed $exporters By key.
 * @return mixed
 */
function with_exporter( $exporters ) {
	if ( is_array( $exporters ) ) {
		$exporters['tillbridge'] = array(
			'exporter_friendly_name' => __( 'Tillbridge: documents in QuickBooks', 'tillbridge' ),
			'callback'               => __NAMESPACE__ . '\export',
		);
	}
	return $exporters;
}

/**
 * The erasers with ours.
 *
 * @param mixed $erasers By key.
 * @return mixed
 */
function with_eraser( $erasers ) {
	if ( is_array( $erasers ) ) {
		$erasers['tillbridge'] = array(
			'eraser_friendly_name' => __( 'Tillbridge: documents in QuickBooks', 'tillbridge' ),
			'callback'             => __NAMESPACE__ . '\erase',
		);
	}
	return $erasers;
}

/**
 * What we keep of a person's account and orders.
 *
 * @param mixed $email Their address.
 * @param mixed $page  From 1.
 * @return array{data: list<array<string, mixed>>, done: bool}
 */
function export( $email, $page = 1 ): array {
	$orders = orders_of( (string) $email, (int) $page );
	$items  = array();
	$user   = get_user_by( 'email', (string) $email );
	if ( 1 === (int) $page && $user instanceof \WP_User ) {
		$outcome = get_user_meta( $user->ID, Outcomes\OUTCOME_META, true );
		$items[] = is_array( $outcome ) ? exported( 'customer', $user->ID, account_fields( $outcome ) ) : null;
	}
	foreach ( $orders as $order ) {
		$standing = Standing\standing( $order );
		$items[]  = 'none' === $standing['state'] ? null : exported( 'order', $order->get_id(), order_fields( $order, $standing ) );
	}
	return array(
		'data' => array_values( array_filter( $items ) ),
		'done' => count( $orders ) < ORDERS_PER_PAGE,
	);
}

/**
 * Name and value of what we keep of an account.
 *
 * @param array<string, mixed> $outcome As stored.
 * @return array<string, string>
 */
function account_fields( array $outcome ): array {
	$numbers = array();
	foreach ( is_array( $outcome['documents'] ?? null ) ? $outcome['documents'] : array() as $document ) {
		$numbers[] = trim( Outcomes\document_name( (string) ( $document['kind'] ?? '' ) ) . ' ' . (string) ( $document['number'] ?? '' ) );
	}
	return array(
		__( 'State', 'tillbridge' )       => Standing\label( Standing\state( null, null, $outcome ) ),
		__( 'Documents', 'tillbridge' )   => implode( '; ', $numbers ),
		__( 'Last change', 'tillbridge' ) => gmdate( 'c', (int) ( $outcome['at'] ?? 0 ) ),
	);
}

/**
 * Name and value of what we keep of an order.
 *
 * @param \WC_Order                                                                                              $order    The order.
 * @param array{label: string, documents: list<string>, reason: string, since: int|null, delivered_at: int|null} $standing From Standing\standing.
 * @return array<string, string>
 */
function order_fields( \WC_Order $order, array $standing ): array {
	$since = $standing['since'] ?? $standing['delivered_at'];
	return array(
		__( 'Order', 'tillbridge' )       => $order->get_order_number(),
		__( 'State', 'tillbridge' )       => trim( $standing['label'] . '. ' . $standing['reason'] ),
		__( 'Documents', 'tillbridge' )   => implode( '; ', $standing['documents'] ),
		__( 'Last change', 'tillbridge' ) => null === $since ? '' : gmdate( 'c', $since ),
	);
}

/**
 * One record as the exporter takes it.
 *
 * @param string                $kind   Of the subject.
 * @param int                   $id     Its ID.
 * @param array<string, string> $fields Values by name.
 * @return array<string, mixed>
 */
function exported( string $kind, int $id, array $fields ): array {
	$pairs = array();
	foreach ( $fields as $name => $value ) {
		if ( '' !== $value ) {
			$pairs[] = array(
				'name'  => $name,
				'value' => $value,
			);
		}
	}
	return array(
		'group_id'          => 'tillbridge',
		'group_label'       => __( 'Documents in QuickBooks', 'tillbridge' ),
		'group_description' => __( 'What the shop remembers of the books. The books themselves are kept in QuickBooks.', 'tillbridge' ),
		'item_id'           => "tillbridge-$kind-$id",
		'data'              => $pairs,
	);
}

/**
 * Forgets what we keep of a person, and lets Tillbridge hear the records as they are afterwards.
 *
 * @param mixed $email Their address.
 * @param mixed $page  From 1.
 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
 */
function erase( $email, $page = 1 ): array {
	$orders     = orders_of( (string) $email, (int) $page );
	$subjects   = array();
	$is_removed = false;
	foreach ( $orders as $order ) {
		$is_removed = forget_order( $order ) || $is_removed;
		$subjects[] = subject( 'order', $order->get_id() );
	}
	$user = get_user_by( 'email', (string) $email );
	if ( 1 === (int) $page && $user instanceof \WP_User ) {
		$is_removed = delete_user_meta( $user->ID, Outcomes\OUTCOME_META ) || $is_removed;
		$subjects[] = subject( 'customer', $user->ID );
	}
	$told     = array_keys( Ledger\entries_of( $subjects ) );
	$was_told = array() !== $told;
	// Of what Tillbridge never heard it hears nothing now.
	$known = array_values( array_intersect( $subjects, array_merge( $told, array_keys( Outbox\rows_of( $subjects ) ) ) ) );
	forget_rows( $subjects, tell_again( $known ) );
	return array(
		'items_removed'  => $is_removed || $was_told,
		'items_retained' => $was_told,
		'messages'       => $was_told ? array( __( 'What was booked stays in QuickBooks: the law asks for it. Tillbridge hears of the erasure and keeps the record as it is now.', 'tillbridge' ) ) : array(),
		'done'           => count( $orders ) < ORDERS_PER_PAGE,
	);
}

/**
 * Removes our meta and our notes from an order; says whether there was anything.
 *
 * @param \WC_Order $order The order.
 */
function forget_order( \WC_Order $order ): bool {
	$note_ids = note_ids( $order->get_id() );
	foreach ( $note_ids as $note_id ) {
		wp_delete_comment( $note_id, true );
	}
	if ( null === Outcomes\outcome_of( $order ) ) {
		return array() !== $note_ids;
	}
	Changes\hushed(
		static function () use ( $order ): void {
			$order->delete_meta_data( Outcomes\OUTCOME_META );
			$order->save_meta_data();
		}
	);
	return true;
}

/**
 * Our notes on an order. WooCommerce hides order notes from the functions that list comments.
 *
 * @param int $order_id Its ID.
 * @return list<int>
 */
function note_ids( int $order_id ): array {
	global $wpdb;
	$found = $wpdb->get_col(
		$wpdb->prepare(
			'SELECT c.comment_ID FROM %i c JOIN %i m ON m.comment_id = c.comment_ID AND m.meta_key = %s WHERE c.comment_post_ID = %d',
			$wpdb->comments,
			$wpdb->commentmeta,
			Outcomes\NOTE_META,
			$order_id
		)
	);
	return array_map( 'intval', array_values( $found ) );
}

/**
 * Removes what outbox and ledger say of these; what is told again keeps its row, which holds no reason
 * any more.
 *
 * @param list<string> $subjects Such as `order:1042`.
 * @param list<string> $kept     Those of them that are told again.
 */
function forget_rows( array $subjects, array $kept ): void {
	Outbox\forget( array_values( array_diff( $subjects, $kept ) ) );
	foreach ( $subjects as $subject ) {
		Ledger\forget( $subject );
	}
}

/**
 * Marks the records of a connected shop: what is sent is read afterwards, and nameless by then.
 *
 * @param list<string> $subjects Such as `order:1042`.
 * @return list<string> Those that were marked.
 */
function tell_again( array $subjects ): array {
	$wanted = Connection\wanted_kinds();
	$told   = array_values(
		array_filter(
			$subjects,
			static function ( string $subject ) use ( $wanted ): bool {
				return in_array( kind_of( $subject ), $wanted, true );
			}
		)
	);
	Outbox\mark( $told );
	return $told;
}

/**
 * One page of a person's orders: by their address, and by their account.
 *
 * @param string $email Their address.
 * @param int    $page  From 1.
 * @return list<\WC_Order>
 */
function orders_of( string $email, int $page ): array {
	if ( '' === $email || ! function_exists( 'wc_get_orders' ) ) {
		return array();
	}
	$user   = get_user_by( 'email', $email );
	$whose  = $user instanceof \WP_User ? array( $email, $user->ID ) : array( $email );
	$orders = wc_get_orders(
		array(
			'customer' => $whose,
			'type'     => 'shop_order',
			'limit'    => ORDERS_PER_PAGE,
			'paged'    => max( 1, $page ),
			'orderby'  => 'ID',
			'order'    => 'ASC',
		)
	);
	// An object comes back only where pages are counted.
	return is_array( $orders ) ? array_values( $orders ) : array();
}

/**
 * What the shop's privacy policy may say of us.
 */
function suggest_policy(): void {
	$text = array(
		__( 'When you order, we send your name, your addresses, your e-mail address, your telephone number and what you bought to our accounting: by way of Tillbridge, a service that is run for us, into QuickBooks Desktop on our own computer.', 'tillbridge' ),
		__( 'We keep these books for as long as the law asks. If you ask us to erase your data, what the law asks us to keep stays in the books.', 'tillbridge' ),
	);
	wp_add_privacy_policy_content( 'Tillbridge', '<p>' . implode( '</p><p>', array_map( 'esc_html', $text ) ) . '</p>' );
}
