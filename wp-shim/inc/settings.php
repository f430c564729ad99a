<?php
/**
 * WooCommerce › Settings › Integration › Tillbridge: the connection and how it does.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Settings;

use Tillbridge\Acts;
use Tillbridge\Check;
use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Move;
use Tillbridge\Set_Aside;
use const Tillbridge\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

const CODE_FIELD = 'tillbridge_code';

/**
 * Registers the page, its acts and the way to it from the list of plugins.
 */
function bootstrap(): void {
	add_filter( 'woocommerce_integrations', __NAMESPACE__ . '\with_integration' );
	add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), __NAMESPACE__ . '\with_settings_link' );
	Acts\register( 'connect', __NAMESPACE__ . '\connect' );
	Acts\register( 'disconnect', __NAMESPACE__ . '\disconnect' );
}

/**
 * WooCommerce's integrations with ours. The class is read here, since only now its parent is there.
 *
 * @param mixed $integrations Names of classes.
 * @return mixed
 */
function with_integration( $integrations ) {
	if ( ! is_array( $integrations ) ) {
		return $integrations;
	}
	require_once __DIR__ . '/class-integration.php';
	return array_merge( $integrations, array( Integration::class ) );
}

/**
 * The links under the plugin's name, with one to the settings.
 *
 * @param mixed $links HTML of each.
 * @return mixed
 */
function with_settings_link( $links ) {
	if ( ! is_array( $links ) || ! current_user_can( Acts\CAPABILITY ) ) {
		return $links;
	}
	$link = sprintf( '<a href="%s">%s</a>', esc_url( Acts\settings_url() ), esc_html__( 'Settings', 'tillbridge' ) );
	return array_merge( array( 'tillbridge-settings' => $link ), $links );
}

/**
 * Connects by the pasted code, and tries the connection at once.
 *
 * @return array{is_good: bool, text: string, field?: string}
 */
function connect(): array {
	$connected = Connection\connect( Acts\posted( CODE_FIELD ) );
	if ( is_wp_error( $connected ) ) {
		return array(
			'is_good' => false,
			'text'    => $connected->get_error_message(),
			'field'   => CODE_FIELD,
		);
	}
	$said = Check\send_test();
	return array(
		'is_good' => $said['is_good'],
		'text'    => $said['is_good']
			? __( 'The shop is connected. Orders go to Tillbridge from now on; what was there before goes only when you send it.', 'tillbridge' )
			/* translators: %s: what is wrong, and what to do */
			: sprintf( __( 'The connection code is kept, but the connection does not work yet. %s', 'tillbridge' ), $said['text'] ),
	);
}

/**
 * Forgets the connection.
 *
 * @return array{is_good: bool, text: string}
 */
function disconnect(): array {
	Connection\disconnect();
	return array(
		'is_good' => true,
		'text'    => __( 'The shop is disconnected: nothing more is sent. Paste a connection code to connect it again.', 'tillbridge' ),
	);
}

/**
 * Prints the page.
 */
function print_page(): void {
	echo '<div class="tillbridge">';
	printf( '<h2>%s</h2>', esc_html__( 'Tillbridge', 'tillbridge' ) );
	Acts\print_said_as( 'tillbridge-box tillbridge-box-' );
	$connection = Connection\connection();
	if ( null === $connection ) {
		printf( '<p>%s</p>', esc_html__( 'Tillbridge brings your orders, refunds and customers into QuickBooks Desktop. Nothing is sent before you connect the shop.', 'tillbridge' ) );
		print_code_field( __( 'Connect', 'tillbridge' ) );
		echo '</div>';
		return;
	}
	Move\print_question();
	print_trouble();
	Check\print_panel();
	Set_Aside\print_panel();
	print_connection( $connection );
	echo '</div>';
}

/**
 * What stopped delivery, unless the question about the address says it already.
 */
function print_trouble(): void {
	$trouble = Delivery_State\state()['trouble'];
	if ( null === $trouble || Move\is_asked() ) {
		return;
	}
	printf(
		'<div class="tillbridge-box tillbridge-box--bad" role="alert"><h3>%s</h3><p><strong>%s</strong></p><p>%s</p></div>',
		esc_html__( 'Delivery is stopped', 'tillbridge' ),
		esc_html( $trouble['summary'] ),
		esc_html( $trouble['remedy'] )
	);
}

/**
 * The field for the connection code. What was pasted is never printed back.
 *
 * @param string $label Of the button.
 */
function print_code_field( string $label ): void {
	$said  = Acts\said();
	$error = null !== $said && CODE_FIELD === ( $said['field'] ?? '' ) ? $said['text'] : '';
	printf( '<p><label for="%1$s"><strong>%2$s</strong></label></p>', esc_attr( CODE_FIELD ), esc_html__( 'Connection code', 'tillbridge' ) );
	printf(
		'<textarea id="%1$s" name="%1$s" form="%2$s" rows="3" class="large-text code" autocomplete="off" spellcheck="false" aria-describedby="%1$s_help%3$s"%4$s></textarea>',
		esc_attr( CODE_FIELD ),
		esc_attr( Acts\FORM_ID ),
		'' === $error ? '' : esc_attr( ' ' . CODE_FIELD . '_error' ),
		'' === $error ? '' : ' aria-invalid="true"' // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- ours, whole.
	);
	if ( '' !== $error ) {
		printf( '<p class="tillbridge-error" role="alert" id="%s_error">%s</p>', esc_attr( CODE_FIELD ), esc_html( $error ) );
	}
	printf(
		'<p class="description" id="%s_help">%s</p>',
		esc_attr( CODE_FIELD ),
		esc_html__( 'You get the code from whoever runs your Tillbridge. Paste it whole. It holds a secret, so it is not shown here again.', 'tillbridge' )
	);
	print_secret_sentence();
	// WooCommerce asks before a changed page is left, unless the button stands in a "submit".
	echo '<p class="submit">';
	Acts\print_button( 'connect', $label, array( 'is_primary' => true ) );
	echo '</p>';
}

/**
 * That the secret stands in wp-config.php, where it does.
 */
function print_secret_sentence(): void {
	if ( '' !== Connection\constant_secret() ) {
		printf( '<p>%s</p>', esc_html__( 'The secret is taken from TILLBRIDGE_SECRET in wp-config.php, not from the code.', 'tillbridge' ) );
	}
}

/**
 * What is connected with what, and how to change it.
 *
 * @param array{url: string, store_id: string, secret: string, previous_secret: string, previous_until: int, shop_url: string, connected_at: int} $connection The connection.
 */
function print_connection( array $connection ): void {
	printf( '<h3>%s</h3><dl class="tillbridge-facts">', esc_html__( 'Connection', 'tillbridge' ) );
	$facts = array(
		__( 'Store', 'tillbridge' )                 => $connection['store_id'],
		__( 'Address of Tillbridge', 'tillbridge' ) => $connection['url'],
		__( 'Address of the shop', 'tillbridge' )   => $connection['shop_url'],
		__( 'Connected', 'tillbridge' )             => Acts\moment( $connection['connected_at'] ),
	);
	foreach ( $facts as $name => $fact ) {
		printf( '<dt>%s</dt><dd>%s</dd>', esc_html( $name ), esc_html( $fact ) );
	}
	echo '</dl>';
	$said    = Acts\said();
	$is_open = null !== $said && isset( $said['field'] );
	printf( '<details %s><summary>%s</summary>', esc_attr( $is_open ? 'open' : '' ), esc_html__( 'Paste another connection code', 'tillbridge' ) );
	print_code_field( __( 'Use this code', 'tillbridge' ) );
	echo '</details><p class="submit">';
	Acts\print_button(
		'disconnect',
		__( 'Disconnect', 'tillbridge' ),
		array(
			'described_by' => 'tillbridge-disconnect-help',
			'confirm'      => __( 'Disconnect the shop? Nothing more is sent until a connection code is pasted again.', 'tillbridge' ),
		)
	);
	printf(
		'<span class="description" id="tillbridge-disconnect-help">%s</span></p>',
		esc_html__( 'Nothing more is sent then. What stands in QuickBooks stays there.', 'tillbridge' )
	);
}
