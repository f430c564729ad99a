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
use Tillbridge\Standing;

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
		$found    = row( $kind, $record['id'] );
		$standing = Standing\of_record( $waiting[ $record['subject'] ] ?? null, $told[ $record['subject'] ] ?? null, $found['outcome'], $found['currency'] );
		$rows[]   = array_merge(
			$found['fields'],
			array(
				'id'         => (string) $record['id'],
				'quickbooks' => Standing\text( $standing ),
			)
		);
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
 * One record with what came of it.
 *
 * @param string $kind One of Push_Filter\KINDS.
 * @param int    $id   Its ID.
 * @return array{fields: array<string, string>, outcome: array<string, mixed>|null, currency: string}
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
 * @return array{fields: array<string, string>, outcome: array<string, mixed>|null, currency: string}
 */
function order_row( int $id ): array {
	$order = wc_get_order( $id );
	if ( ! $order instanceof \WC_Order ) {
		return nameless( $id );
	}
	$created = $order->get_date_created();
	return array(
		'fields'   => array(
			'name'   => trim( '#' . $order->get_order_number() . ' ' . $order->get_formatted_billing_full_name() ),
			'url'    => $order->get_edit_order_url(),
			'date'   => null === $created ? '' : wc_format_datetime( $created, get_option( 'date_format' ) ),
			'status' => wc_get_order_status_name( $order->get_status() ),
			'total'  => html_entity_decode( wp_strip_all_tags( wc_price( (float) $order->get_total(), array( 'currency' => $order->get_currency() ) ) ), ENT_QUOTES, 'UTF-8' ),
		),
		'outcome'  => Outcomes\outcome_of( $order ),
		'currency' => $order->get_currency(),
	);
}

/**
 * A product or variation. What became of one in QuickBooks does not come back yet.
 *
 * @param int $id Its ID.
 * @return array{fields: array<string, string>, outcome: array<string, mixed>|null, currency: string}
 */
function product_row( int $id ): array {
	$product = wc_get_product( $id );
	if ( ! $product instanceof \WC_Product ) {
		return nameless( $id );
	}
	$status = get_post_status_object( $product->get_status() );
	return array(
		'fields'   => array(
			'name'   => wp_strip_all_tags( $product->get_name() ),
			'url'    => (string) get_edit_post_link( $product->is_type( 'variation' ) ? $product->get_parent_id() : $id, 'raw' ),
			'sku'    => $product->get_sku(),
			'status' => null === $status ? $product->get_status() : (string) $status->label,
		),
		'outcome'  => null,
		'currency' => '',
	);
}

/**
 * A customer.
 *
 * @param int $id The user's ID.
 * @return array{fields: array<string, string>, outcome: array<string, mixed>|null, currency: string}
 */
function customer_row( int $id ): array {
	$user = get_userdata( $id );
	if ( false === $user ) {
		return nameless( $id );
	}
	$stored = get_user_meta( $id, Outcomes\OUTCOME_META, true );
	return array(
		'fields'   => array(
			'name'  => $user->display_name,
			'url'   => get_edit_user_link( $id ),
			'email' => $user->user_email,
			'date'  => (string) wp_date( get_option( 'date_format' ), (int) strtotime( $user->user_registered . ' UTC' ) ),
		),
		'outcome'  => is_array( $stored ) && isset( $stored['state'] ) ? $stored : null,
		'currency' => get_woocommerce_currency(),
	);
}

/**
 * A record that WooCommerce does not open.
 *
 * @param int $id Its ID.
 * @return array{fields: array<string, string>, outcome: array<string, mixed>|null, currency: string}
 */
function nameless( int $id ): array {
	return array(
		'fields'   => array(
			'name' => '#' . $id,
			'url'  => '',
		),
		'outcome'  => null,
		'currency' => '',
	);
}
