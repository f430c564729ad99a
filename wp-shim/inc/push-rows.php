<?php
/**
 * What the list shows of a record: what it is, and what QuickBooks has of it.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Rows;

use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Outcomes;

defined( 'ABSPATH' ) || exit;

/**
 * The columns of a kind, by name.
 *
 * @param string $kind One of Push_Filter\KINDS.
 * @return array<string, string>
 */
function columns( string $kind ): array {
	switch ( $kind ) {
		case 'orders':
			return array(
				'name'       => __( 'Order', 'tillbridge' ),
				'date'       => __( 'Date', 'tillbridge' ),
				'status'     => __( 'Status', 'tillbridge' ),
				'total'      => __( 'Total', 'tillbridge' ),
				'quickbooks' => __( 'QuickBooks', 'tillbridge' ),
			);
		case 'products':
			return array(
				'name'       => __( 'Product or variation', 'tillbridge' ),
				'sku'        => __( 'SKU', 'tillbridge' ),
				'status'     => __( 'Status', 'tillbridge' ),
				'quickbooks' => __( 'QuickBooks', 'tillbridge' ),
			);
		default:
			return array(
				'name'       => __( 'Customer', 'tillbridge' ),
				'email'      => __( 'Email', 'tillbridge' ),
				'date'       => __( 'Registered', 'tillbridge' ),
				'quickbooks' => __( 'QuickBooks', 'tillbridge' ),
			);
	}
}

/**
 * The rows of one page.
 *
 * @param string                                $kind    One of Push_Filter\KINDS.
 * @param list<array{id: int, subject: string}> $records From Push_Filter\page().
 * @return list<array<string, string>>
 */
function rows( string $kind, array $records ): array {
	$subjects = array_column( $records, 'subject' );
	$waiting  = Outbox\rows_of( $subjects );
	$told     = Ledger\entries_of( $subjects );
	prime( $kind, array_column( $records, 'id' ) );
	$rows = array();
	foreach ( $records as $record ) {
		$row               = row( $kind, $record['id'] );
		$row['id']         = (string) $record['id'];
		$row['quickbooks'] = standing( $waiting[ $record['subject'] ] ?? null, $row['quickbooks'], $told[ $record['subject'] ]['verdict'] ?? '' );
		$rows[]            = $row;
	}
	return $rows;
}

/**
 * Reads together what would be read one by one.
 *
 * @param string    $kind One of Push_Filter\KINDS.
 * @param list<int> $ids  Of the records.
 */
function prime( string $kind, array $ids ): void {
	if ( 'customers' === $kind ) {
		cache_users( $ids );
		return;
	}
	_prime_post_caches( $ids, false, true );
}

/**
 * One record; `quickbooks` is what came of it, or nothing.
 *
 * @param string $kind One of Push_Filter\KINDS.
 * @param int    $id   Its ID.
 * @return array<string, string>
 */
function row( string $kind, int $id ): array {
	switch ( $kind ) {
		case 'orders':
			return order_row( $id );
		case 'products':
			return product_row( $id );
		default:
			return customer_row( $id );
	}
}

/**
 * An order.
 *
 * @param int $id Its ID.
 * @return array<string, string>
 */
function order_row( int $id ): array {
	$order = wc_get_order( $id );
	if ( ! $order instanceof \WC_Order ) {
		return nameless( $id );
	}
	$created = $order->get_date_created();
	$outcome = Outcomes\outcome_of( $order );
	return array(
		'name'       => trim( '#' . $order->get_order_number() . ' ' . $order->get_formatted_billing_full_name() ),
		'url'        => $order->get_edit_order_url(),
		'date'       => null === $created ? '' : wc_format_datetime( $created, get_option( 'date_format' ) ),
		'status'     => wc_get_order_status_name( $order->get_status() ),
		'total'      => html_entity_decode( wp_strip_all_tags( wc_price( (float) $order->get_total(), array( 'currency' => $order->get_currency() ) ) ), ENT_QUOTES, 'UTF-8' ),
		'quickbooks' => null === $outcome ? '' : Outcomes\sentence( $outcome, $order->get_currency() ),
	);
}

/**
 * A product or variation. What became of one in QuickBooks does not come back yet.
 *
 * @param int $id Its ID.
 * @return array<string, string>
 */
function product_row( int $id ): array {
	$product = wc_get_product( $id );
	if ( ! $product instanceof \WC_Product ) {
		return nameless( $id );
	}
	$status = get_post_status_object( $product->get_status() );
	return array(
		'name'       => wp_strip_all_tags( $product->get_name() ),
		'url'        => (string) get_edit_post_link( $product->is_type( 'variation' ) ? $product->get_parent_id() : $id, 'raw' ),
		'sku'        => $product->get_sku(),
		'status'     => null === $status ? $product->get_status() : (string) $status->label,
		'quickbooks' => '',
	);
}

/**
 * A customer.
 *
 * @param int $id The user's ID.
 * @return array<string, string>
 */
function customer_row( int $id ): array {
	$user = get_userdata( $id );
	if ( false === $user ) {
		return nameless( $id );
	}
	return array(
		'name'       => $user->display_name,
		'url'        => get_edit_user_link( $id ),
		'email'      => $user->user_email,
		'date'       => (string) wp_date( get_option( 'date_format' ), (int) strtotime( $user->user_registered . ' UTC' ) ),
		'quickbooks' => customer_sentence( get_user_meta( $id, Outcomes\OUTCOME_META, true ) ),
	);
}

/**
 * What came of a customer, or nothing.
 *
 * @param mixed $stored As Outcomes stored it.
 */
function customer_sentence( $stored ): string {
	if ( ! is_array( $stored ) || ! isset( $stored['state'] ) ) {
		return '';
	}
	/**
	 * As Outcomes wrote it.
	 *
	 * @var array{state: string, documents: list<array{kind: string, number: string, amount: float}>, problem: array{code: string, summary: string, remedy: string}|null} $stored
	 */
	return Outcomes\sentence( $stored, get_woocommerce_currency() );
}

/**
 * A record that WooCommerce does not open.
 *
 * @param int $id Its ID.
 * @return array<string, string>
 */
function nameless( int $id ): array {
	return array(
		'name'       => '#' . $id,
		'url'        => '',
		'quickbooks' => '',
	);
}

/**
 * How a record stands: what waits is said before what was, as it may change it.
 *
 * @param array{state: string, problem: array{code: string, summary: string, remedy: string}|null}|null $waiting Its row in the outbox.
 * @param string                                                                                        $outcome What came of it.
 * @param string                                                                                        $verdict What the Worker said last.
 */
function standing( ?array $waiting, string $outcome, string $verdict ): string {
	if ( null !== $waiting ) {
		return null === $waiting['problem']
			? __( 'On its way.', 'tillbridge' )
			: trim( $waiting['problem']['summary'] . ' ' . $waiting['problem']['remedy'] );
	}
	if ( '' !== $outcome ) {
		return $outcome;
	}
	switch ( $verdict ) {
		case 'queued':
		case 'unchanged':
			return __( 'Sent; waiting for QuickBooks.', 'tillbridge' );
		case 'ignored':
			return __( 'Left out by the settings.', 'tillbridge' );
		default:
			return __( 'Not sent yet.', 'tillbridge' );
	}
}
