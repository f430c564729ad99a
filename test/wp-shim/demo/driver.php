<?php
/**
 * What the demo does inside a WordPress that can be thrown away: `php driver.php SITE VERB [ARGUMENT]`
 * prints one JSON value.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Demo;

use Tillbridge\Connection;
use Tillbridge\Outbox;

if ( PHP_SAPI !== 'cli' ) {
	exit;
}

$_SERVER = array_merge(
	$_SERVER,
	array(
		'HTTP_HOST'       => '127.0.0.1',
		'SERVER_PROTOCOL' => 'HTTP/1.1',
		'REQUEST_METHOD'  => 'GET',
		'REQUEST_URI'     => '/',
	)
);
// What other plugins print is not the answer.
ob_start();
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
$tillbridge_answer = answer( $argv[2], $argv[3] ?? '' );
ob_end_clean();
echo wp_json_encode( $tillbridge_answer ), "\n";

/**
 * The answer to a verb.
 *
 * @param string $verb     Below.
 * @param string $argument Of the verb.
 * @return mixed
 */
function answer( string $verb, string $argument ) {
	switch ( $verb ) {
		case 'facts':
			return facts();
		case 'activate':
			$activated = activate_plugin( 'tillbridge/tillbridge.php' );
			return is_wp_error( $activated ) ? $activated->get_error_message() : true;
		case 'deactivate':
			Connection\disconnect();
			deactivate_plugins( 'tillbridge/tillbridge.php' );
			return true;
		case 'connect':
			$connected = Connection\connect( $argument );
			return is_wp_error( $connected ) ? $connected->get_error_message() : true;
		case 'prepare':
			return prepare();
		case 'backlog':
			return Outbox\backlog();
		case 'run-queue':
			// As the minute's cron does.
			return \ActionScheduler_QueueRunner::instance()->run();
		case 'order':
			return order( (int) $argument );
		default:
			return null;
	}
}

/**
 * What stands there.
 *
 * @return array<string, mixed>
 */
function facts(): array {
	return array(
		'home'        => get_option( 'home' ),
		'wordpress'   => get_bloginfo( 'version' ),
		'woocommerce' => defined( 'WC_VERSION' ) ? WC_VERSION : null,
		'php'         => PHP_VERSION,
		'isConnected' => is_array( get_option( 'tillbridge_connection' ) ),
	);
}

/**
 * Something to buy, and a way to pay for it.
 *
 * @return array{productID: int}
 */
function prepare(): array {
	update_option( 'woocommerce_enable_guest_checkout', 'yes' );
	update_option( 'woocommerce_coming_soon', 'no' );
	update_option( 'woocommerce_cod_settings', array_merge( (array) get_option( 'woocommerce_cod_settings', array() ), array( 'enabled' => 'yes' ) ) );
	$product = new \WC_Product_Simple();
	$product->set_name( 'Beeswax candle' );
	$product->set_sku( 'CANDLE-' . time() );
	$product->set_regular_price( '18.10' );
	$product->set_virtual( true );
	return array( 'productID' => $product->save() );
}

/**
 * An order as its owner sees it in the admin.
 *
 * @param int $order_id Its ID.
 * @return array<string, mixed>
 */
function order( int $order_id ): array {
	$order = wc_get_order( $order_id );
	$notes = array_map(
		static function ( $note ): string {
			return trim( html_entity_decode( wp_strip_all_tags( $note->content ), ENT_QUOTES, 'UTF-8' ) );
		},
		wc_get_order_notes( array( 'order_id' => $order_id ) )
	);
	ob_start();
	do_action( 'manage_woocommerce_page_wc-orders_custom_column', 'tillbridge', $order );
	$column = trim( (string) preg_replace( '/\s+/', ' ', wp_strip_all_tags( str_replace( '<', ' <', (string) ob_get_clean() ) ) ) );
	return array(
		'number' => $order->get_order_number(),
		'status' => $order->get_status(),
		'total'  => $order->get_total(),
		'notes'  => $notes,
		'column' => $column,
	);
}
