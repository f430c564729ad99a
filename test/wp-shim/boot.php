<?php
/**
 * Loads WordPress with the plugin of this checkout, and with WooCommerce where there is one.
 *
 * Nothing is activated and no setting of the site is written: what has to be otherwise is said by
 * filters that stand before WordPress does.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

require __DIR__ . '/vendor/autoload.php';
require __DIR__ . '/cases/Network.php';

/**
 * A setting of the run: from the environment, or from PHP's -d where a runner passes no environment on.
 *
 * @param string $name Such as `TILLBRIDGE_HPOS`.
 */
function setting( string $name ): string {
	$value = getenv( $name );
	return is_string( $value ) && '' !== $value ? $value : (string) get_cfg_var( strtolower( $name ) );
}

/**
 * Puts the plugin of this checkout where WordPress looks for it, for as long as the run lasts.
 *
 * @param string $folder Of WordPress.
 */
function link_plugin( string $folder ): void {
	$place  = "$folder/wp-content/plugins/tillbridge";
	$plugin = dirname( __DIR__, 2 ) . '/wp-shim';
	if ( ! file_exists( $place ) ) {
		symlink( $plugin, $place );
		register_shutdown_function( 'unlink', $place );
	} elseif ( is_dir( $plugin ) && realpath( $place ) !== realpath( $plugin ) ) {
		fwrite( STDERR, "$place is another copy of the plugin: remove it, or test from the checkout it belongs to.\n" );
		exit( 2 );
	}
}

/**
 * Says a filter before WordPress is there to take it.
 *
 * @param string   $hook   Its name.
 * @param callable $answer What it does.
 */
function filter_early( string $hook, callable $answer ): void {
	$GLOBALS['wp_filter'][ $hook ][ PHP_INT_MAX ][] = array(
		'function'      => $answer,
		'accepted_args' => 3,
	);
}

/**
 * What PHP has to say of the plugin or of a test ends the test; of WordPress' own code, older than the
 * PHP that runs it, nothing is heard.
 */
function listen_to_errors(): void {
	$ours = array( '/plugins/tillbridge/', '/wp-shim/', '/tillbridge-tests/tests/', '/tillbridge-tests/cases/' );
	set_error_handler(
		static function ( int $severity, string $message, string $file, int $line ) use ( $ours ): bool {
			foreach ( $ours as $part ) {
				if ( false !== strpos( $file, $part ) && false === strpos( $file, '/vendor/' ) ) {
					throw new \ErrorException( $message, 0, $severity, $file, $line );
				}
			}
			return true;
		}
	);
}

/**
 * Loads it.
 */
function boot(): void {
	listen_to_errors();
	$folder = setting( 'TILLBRIDGE_WORDPRESS' );
	$folder = '' === $folder ? '/wordpress' : rtrim( $folder, '/' );
	link_plugin( $folder );
	$plugins = array( 'tillbridge/tillbridge.php' );
	if ( file_exists( "$folder/wp-content/plugins/woocommerce/woocommerce.php" ) ) {
		$plugins[] = 'woocommerce/woocommerce.php';
	}
	filter_early( 'option_active_plugins', static fn (): array => $plugins );
	filter_early( 'pre_http_request', array( Network::class, 'answer' ) );
	filter_early( 'pre_wp_mail', static fn (): bool => true );
	if ( in_array( setting( 'TILLBRIDGE_HPOS' ), array( 'yes', 'no' ), true ) ) {
		filter_early( 'pre_option_woocommerce_custom_orders_table_enabled', static fn (): string => setting( 'TILLBRIDGE_HPOS' ) );
		filter_early( 'pre_option_woocommerce_custom_orders_table_data_sync_enabled', static fn (): string => 'no' );
	}
	// A fatal error is told as PHP tells it, not as a page.
	define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
	// A test is one transaction that is rolled back; another one inside it would end it.
	define( 'WC_USE_TRANSACTIONS', false );
	$_SERVER['HTTP_HOST']       = '127.0.0.1';
	$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
	$_SERVER['REQUEST_METHOD']  = 'GET';
	$_SERVER['REQUEST_URI']     = '/';
	$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
	// What the tests leave unmarked is not marked when the process ends, outside of every test.
	register_shutdown_function(
		static function (): void {
			remove_action( 'shutdown', 'Tillbridge\Changes\mark_again', 1000 );
		}
	);
	require $folder . '/wp-load.php';
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	// Whatever the site's own settings say.
	ini_set( 'display_errors', 'stderr' );
}
