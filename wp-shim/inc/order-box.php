<?php
/**
 * The box "QuickBooks" on an order's own screen.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Order_Box;

use Tillbridge\Acts;
use Tillbridge\Connection;
use Tillbridge\Outcomes;
use Tillbridge\Standing;
use Automattic\WooCommerce\Utilities\OrderUtil;
use function Tillbridge\Subject\subject;
use const Tillbridge\Changes\DRAFTS;

defined( 'ABSPATH' ) || exit;

/** WooCommerce adds its own at 30, and those at the top are for what is done every day. */
const BEHIND_ACTIONS_PRIORITY = 40;

/**
 * Registers the box.
 */
function bootstrap(): void {
	add_action( 'add_meta_boxes', __NAMESPACE__ . '\add_box', BEHIND_ACTIONS_PRIORITY );
}

/**
 * The box, on the screen of the storage that is in use.
 */
function add_box(): void {
	if ( ! current_user_can( Acts\CAPABILITY ) || ! class_exists( OrderUtil::class ) ) {
		return;
	}
	$screen = OrderUtil::custom_orders_table_usage_is_enabled() ? wc_get_page_screen_id( 'shop-order' ) : 'shop_order';
	add_meta_box( 'tillbridge', __( 'QuickBooks', 'tillbridge' ), __NAMESPACE__ . '\print_box', $screen, 'side', 'high' );
}

/**
 * Prints the box.
 *
 * @param mixed $shown The order, or its post.
 */
function print_box( $shown ): void {
	$order = $shown instanceof \WP_Post ? wc_get_order( $shown->ID ) : $shown;
	if ( ! $order instanceof \WC_Order ) {
		return;
	}
	if ( null === Connection\connection() ) {
		printf( '<p>%s</p>', esc_html__( 'The shop is not connected to Tillbridge yet.', 'tillbridge' ) );
		printf( '<p><a href="%s">%s</a></p>', esc_url( Acts\settings_url() ), esc_html__( 'Paste the connection code', 'tillbridge' ) );
		return;
	}
	if ( in_array( $order->get_status(), DRAFTS, true ) ) {
		printf( '<p>%s</p>', esc_html__( 'This order is a draft. It is sent when it is placed.', 'tillbridge' ) );
		return;
	}
	echo '<div class="tillbridge-order-box">';
	print_standing( Standing\standing( $order ) );
	echo '<p>';
	Acts\print_button(
		'send',
		__( 'Send to QuickBooks', 'tillbridge' ),
		array(
			'field'        => 'subject',
			'value'        => subject( 'order', $order->get_id() ),
			'described_by' => 'tillbridge-send-help',
		)
	);
	printf( '</p><p class="description" id="tillbridge-send-help">%s</p></div>', esc_html__( 'Sends the order as it was saved last. Sending it twice makes no second document.', 'tillbridge' ) );
}

/**
 * Prints how the order stands, since when, and what came of it.
 *
 * @param array{state: string, label: string, documents: list<string>, reason: string, since: int|null, delivered_at: int|null, path: string} $standing From Standing\standing.
 */
function print_standing( array $standing ): void {
	echo '<p>';
	Standing\print_badge( $standing );
	echo '</p>';
	if ( '' !== $standing['reason'] ) {
		printf( '<p>%s</p>', esc_html( $standing['reason'] ) );
	}
	if ( array() !== $standing['documents'] ) {
		printf( '<ul><li>%s</li></ul>', implode( '</li><li>', array_map( 'esc_html', $standing['documents'] ) ) );
	}
	$facts = array();
	if ( null !== $standing['since'] ) {
		$facts[ __( 'Last word', 'tillbridge' ) ] = Acts\moment( $standing['since'] );
	}
	if ( null !== $standing['delivered_at'] ) {
		$facts[ __( 'Sent to Tillbridge', 'tillbridge' ) ] = Acts\moment( $standing['delivered_at'] );
	}
	echo '<dl>';
	foreach ( $facts as $name => $fact ) {
		printf( '<dt>%s</dt><dd>%s</dd>', esc_html( $name ), esc_html( $fact ) );
	}
	echo '</dl>';
	if ( '' !== $standing['path'] ) {
		printf( '<p><a href="%s">%s</a></p>', esc_url( Outcomes\pages_url( $standing['path'] ) ), esc_html__( 'Show in Tillbridge', 'tillbridge' ) );
	}
}
