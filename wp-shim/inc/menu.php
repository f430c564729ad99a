<?php
/**
 * WooCommerce › QuickBooks: opens Tillbridge's own pages, signed in as the one who asks.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Menu;

use Tillbridge\Acts;
use Tillbridge\Connection;
use Tillbridge\Trouble;
use Tillbridge\Worker;

defined( 'ABSPATH' ) || exit;

const SLUG = 'tillbridge';

/** A path of the pages is some 20 characters. */
const PATH_LENGTH_MAX = 500;

/**
 * Registers the entry.
 */
function bootstrap(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\add_entry', 60 );
}

/**
 * The entry under WooCommerce. The way out has to be found before the page begins to be printed.
 */
function add_entry(): void {
	$hook = add_submenu_page(
		'woocommerce',
		__( 'QuickBooks', 'tillbridge' ),
		__( 'QuickBooks', 'tillbridge' ),
		Acts\CAPABILITY,
		SLUG,
		__NAMESPACE__ . '\print_page'
	);
	if ( is_string( $hook ) ) {
		add_action( 'load-' . $hook, __NAMESPACE__ . '\leave' );
	}
}

/**
 * Leaves for the pages, or stays where they do not open.
 */
function leave(): void {
	if ( null === Connection\connection() || ! current_user_can( Acts\CAPABILITY ) ) {
		return;
	}
	$opened = open_pages( wanted_path() );
	if ( is_string( $opened ) ) {
		// phpcs:ignore WordPress.Security.SafeRedirect.wp_redirect_wp_redirect -- elsewhere by design; its origin was compared with the connection's.
		wp_redirect( $opened );
		exit;
	}
	trouble( $opened );
}

/**
 * The path that is asked for: of the pages and nothing else.
 */
function wanted_path(): string {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- a link; it changes nothing.
	$path = isset( $_GET['to'] ) && is_string( $_GET['to'] ) ? sanitize_text_field( wp_unslash( $_GET['to'] ) ) : '/';
	return is_path( $path ) ? $path : '/';
}

/**
 * Whether a text is a path: two slashes, or a slash and a backslash, would be another host to a browser.
 *
 * @param string $path Such as `/orders/1042`.
 */
function is_path( string $path ): bool {
	return strlen( $path ) <= PATH_LENGTH_MAX && 1 === preg_match( '#^/(?![/\\\\])[^\\\\\s]*$#D', $path );
}

/**
 * A link that signs in, good once and for a minute, or why there is none.
 *
 * @param string $path Of the pages.
 * @return string|Problem
 */
function open_pages( string $path ) {
	$answer = Worker\send(
		'sign-in',
		(string) wp_json_encode(
			array(
				'user' => Acts\actor(),
				'to'   => $path,
			),
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
		)
	);
	$url    = 'answer' === $answer['kind'] && 200 === $answer['status'] ? ( $answer['body']['url'] ?? null ) : null;
	return is_string( $url ) && is_of_connection( $url ) ? $url : Trouble\refusal_in( $answer );
}

/**
 * Whether an address is the connected Tillbridge's own.
 *
 * @param string $url As it was answered.
 */
function is_of_connection( string $url ): bool {
	$connection = Connection\connection();
	return null !== $connection && origin_of( $url ) === origin_of( $connection['url'] ) && '' !== origin_of( $url );
}

/**
 * Scheme, host and port, or nothing.
 *
 * @param string $url An address.
 */
function origin_of( string $url ): string {
	$parts = wp_parse_url( $url );
	if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) || isset( $parts['user'] ) ) {
		return '';
	}
	$scheme = strtolower( $parts['scheme'] );
	$port   = $parts['port'] ?? ( 'https' === $scheme ? 443 : 80 );
	return $scheme . '://' . strtolower( $parts['host'] ) . ':' . $port;
}

/**
 * Why the pages did not open, kept until the page is printed.
 *
 * @param Problem|null $met To remember.
 * @return Problem|null
 */
function trouble( ?array $met = null ): ?array {
	static $trouble = null;
	$trouble        = $met ?? $trouble;
	return $trouble;
}

/**
 * The page of those who could not leave.
 */
function print_page(): void {
	$trouble = trouble();
	echo '<div class="wrap tillbridge">';
	printf( '<h1>%s</h1>', esc_html__( 'QuickBooks', 'tillbridge' ) );
	if ( null === $trouble ) {
		printf( '<p>%s</p>', esc_html__( 'The shop is not connected to Tillbridge yet. Paste the connection code under WooCommerce › Settings › Integration › Tillbridge.', 'tillbridge' ) );
	} else {
		printf(
			'<div class="tillbridge-box tillbridge-box--bad" role="alert"><h3>%s</h3><p><strong>%s</strong></p><p>%s</p></div>',
			esc_html__( 'The QuickBooks pages could not be opened', 'tillbridge' ),
			esc_html( $trouble['summary'] ),
			esc_html( $trouble['remedy'] )
		);
	}
	printf( '<p><a class="button button-primary" href="%s">%s</a></p></div>', esc_url( Acts\settings_url() ), esc_html__( 'Open the settings', 'tillbridge' ) );
}
