<?php
/**
 * Which screens of the admin are ours or carry something of ours, and what they load.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Screens;

use const Tillbridge\PLUGIN_FILE;
use const Tillbridge\VERSION;

defined( 'ABSPATH' ) || exit;

/** Those where a notice is read by somebody who can act on it. */
const NOTICED = array( 'dashboard', 'plugins' );

/**
 * Loads the style and the script where they are used.
 */
function bootstrap(): void {
	add_action( 'admin_enqueue_scripts', __NAMESPACE__ . '\enqueue' );
}

/**
 * Nothing is loaded on a screen that shows nothing of ours.
 */
function enqueue(): void {
	if ( ! is_ours() ) {
		return;
	}
	wp_enqueue_style( 'tillbridge-admin', plugins_url( 'assets/admin.css', PLUGIN_FILE ), array(), VERSION );
	wp_enqueue_script( 'tillbridge-admin', plugins_url( 'assets/admin.js', PLUGIN_FILE ), array(), VERSION, true );
}

/**
 * Whether this is our page among WooCommerce's settings.
 */
function is_settings(): bool {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- reads where we are.
	return array( 'wc-settings', 'integration', 'tillbridge' ) === array( $_GET['page'] ?? '', $_GET['tab'] ?? '', $_GET['section'] ?? '' );
}

/**
 * Whether the screen shows something of ours: WooCommerce's, the dashboard and the plugins.
 */
function is_ours(): bool {
	$screen = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
	if ( null === $screen ) {
		return false;
	}
	return in_array( $screen->id, NOTICED, true )
		|| false !== strpos( $screen->id, 'tillbridge' )
		|| ( function_exists( 'wc_get_screen_ids' ) && in_array( $screen->id, wc_get_screen_ids(), true ) );
}
