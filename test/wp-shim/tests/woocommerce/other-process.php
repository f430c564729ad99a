<?php
/**
 * A process of its own, for what cannot be tried in the process of the tests: a request that dies,
 * and a page that is seen from its first line to its last.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Changes;
use Tillbridge\Connection;
use Tillbridge\Outbox;

require dirname( __DIR__, 2 ) . '/boot.php';

use function Tillbridge\Tests\boot;
use function Tillbridge\Tests\filter_early;

/** In this process alone; what the tests write elsewhere is never committed. */
filter_early( 'pre_option_tillbridge_wants', static fn (): array => array( 'order' ) );

$what = (string) ( $argv[1] ?? '' );
0 === strpos( $what, 'see ' ) ? see_page( substr( $what, 4 ) ) : die_after_saving( $what );

/**
 * Saves an order, says its ID, and dies.
 *
 * @param string $way How.
 */
function die_after_saving( string $way ): void {
	boot();
	$order = wc_create_order();
	$order->set_billing_last_name( 'Lima' );
	$order->save();
	fwrite( STDOUT, 'order:' . $order->get_id() . "\n" );
	fflush( STDOUT );
	switch ( $way ) {
		case 'killed':
			posix_kill( (int) getmypid(), SIGKILL );
			break;
		case 'out of memory':
			ini_set( 'memory_limit', (string) ( memory_get_usage() + 8 * MB_IN_BYTES ) );
			$eaten = array();
			while ( true ) {
				$eaten[] = str_repeat( 'x', MB_IN_BYTES );
			}
			break;
		case 'an error nobody catches':
			throw new \Error( 'A plugin fell over.' );
		default:
			exit( 3 );
	}
}

/**
 * Shows a page of a shop with a long queue, and says what it cost.
 *
 * @param string $path Of the page.
 */
function see_page( string $path ): void {
	$cost = array(
		'all'   => 0,
		'ours'  => array(),
		'calls' => 0,
	);
	filter_early(
		'query',
		static function ( $statement ) use ( &$cost ) {
			++$cost['all'];
			// WooCommerce looks once a page whether it is just being installed, whoever asks it first.
			$is_others = false !== strpos( (string) $statement, 'wc_installing' );
			$is_ours   = false !== stripos( (string) $statement, 'tillbridge' );
			foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $caller ) {
				$is_ours = $is_ours || ( ! $is_others && 1 === preg_match( '/^Tillbridge\\\\(?!Tests\\\\)/', $caller['function'] ) );
			}
			if ( $is_ours ) {
				$cost['ours'][] = $statement;
			}
			return $statement;
		}
	);
	define( 'WP_USE_THEMES', true );
	boot();
	$_SERVER['HTTP_HOST']   = (string) wp_parse_url( home_url(), PHP_URL_HOST ) . ':' . (string) wp_parse_url( home_url(), PHP_URL_PORT );
	$_SERVER['REQUEST_URI'] = $path;
	\Tillbridge\Tests\Network::reset();
	ob_start();
	wp();
	require ABSPATH . WPINC . '/template-loader.php';
	Changes\mark_again();
	$page          = (string) ob_get_clean();
	$cost['calls'] = count( \Tillbridge\Tests\Network::$calls );
	$cost['bytes'] = strlen( $page );
	fwrite( STDOUT, wp_json_encode( $cost ) . "\n" );
}
