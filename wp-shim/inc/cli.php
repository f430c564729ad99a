<?php
/**
 * `wp tillbridge`: the connection from the command line.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\CLI;

use Tillbridge\Check;
use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Outbox;
use Tillbridge\Push_Progress;
use Tillbridge\Push_Runs;
use Tillbridge\Sweep;
use Tillbridge\Trouble;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the commands. Help is read from the comments of the functions.
 */
function bootstrap(): void {
	if ( ! defined( 'WP_CLI' ) || ! constant( 'WP_CLI' ) ) {
		return;
	}
	WP_CLI::add_command( 'tillbridge status', __NAMESPACE__ . '\status' );
	WP_CLI::add_command( 'tillbridge connect', __NAMESPACE__ . '\connect' );
	WP_CLI::add_command( 'tillbridge disconnect', __NAMESPACE__ . '\disconnect' );
	WP_CLI::add_command( 'tillbridge test', __NAMESPACE__ . '\test' );
	WP_CLI::add_command( 'tillbridge sweep', __NAMESPACE__ . '\sweep' );
	WP_CLI::add_command( 'tillbridge drain', 'Tillbridge\CLI_Delivery\drain' );
	WP_CLI::add_command( 'tillbridge outbox list', 'Tillbridge\CLI_Delivery\outbox_list' );
	WP_CLI::add_command( 'tillbridge outbox retry', 'Tillbridge\CLI_Delivery\outbox_retry' );
	WP_CLI::add_command( 'tillbridge push', 'Tillbridge\CLI_Push\push' );
}

/**
 * Shows the connection, what waits, and what stands in the way.
 *
 * ## OPTIONS
 *
 * [--format=<format>]
 * : How it is shown.
 * ---
 * default: table
 * options:
 *   - table
 *   - json
 * ---
 *
 * ## EXAMPLES
 *
 *     # How many changes wait to be sent
 *     $ wp tillbridge status --format=json | jq .waiting
 *
 * @param list<string>         $arguments None.
 * @param array<string, mixed> $options   See above.
 */
function status( array $arguments, array $options ): void {
	$state = state();
	if ( 'json' === ( $options['format'] ?? 'table' ) ) {
		WP_CLI::line( (string) wp_json_encode( $state, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );
		return;
	}
	$rows = array();
	foreach ( $state as $name => $value ) {
		$rows[] = array(
			'name'  => str_replace( '_', ' ', $name ),
			'value' => is_bool( $value ) ? ( $value ? 'yes' : 'no' ) : (string) ( is_array( $value ) ? implode( ', ', $value ) : ( $value ?? '–' ) ),
		);
	}
	WP_CLI\Utils\format_items( 'table', $rows, array( 'name', 'value' ) );
}

/**
 * What `status` shows. Times are ISO 8601 in UTC.
 *
 * @return array<string, bool|int|string|list<string>|null>
 */
function state(): array {
	$connection = Connection\connection();
	$delivery   = Delivery_State\state();
	$backlog    = Outbox\backlog();
	$run        = Push_Runs\running();
	return array(
		'connected'           => null !== $connection,
		'tillbridge'          => $connection['url'] ?? null,
		'store'               => $connection['store_id'] ?? null,
		'same_address'        => Connection\is_where_it_was_connected(),
		'wants'               => Connection\wanted_kinds(),
		'waiting'             => $backlog['waiting'],
		'due'                 => $backlog['due'],
		'oldest'              => moment( $backlog['oldest_marked_at'] ),
		'set_aside'           => $backlog['refused'],
		'last_contact'        => moment( $delivery['contacted_at'] ),
		'clock_ahead_seconds' => $delivery['clock_seconds'],
		'trouble'             => $delivery['trouble']['summary'] ?? null,
		'remedy'              => $delivery['trouble']['remedy'] ?? null,
		'notice'              => null === $delivery['notice'] ? null : trim( $delivery['notice']['summary'] . ' ' . $delivery['notice']['remedy'] ),
		'push'                => null === $run ? null : Push_Progress\result( $run ),
	);
}

/**
 * Connects the shop by a connection code. Nothing is sent by it.
 *
 * ## OPTIONS
 *
 * <code>
 * : The connection code that Tillbridge showed when the store was added.
 *
 * ## EXAMPLES
 *
 *     $ wp tillbridge connect eyJ1cmwiOiJodHRwczovL2JyaWRnZS5leGFtcGxlIiwi…
 *     Success: Connected to https://bridge.example. Try it with: wp tillbridge test
 *
 * @param list<string> $arguments The code.
 */
function connect( array $arguments ): void {
	$connected = Connection\connect( $arguments[0] );
	if ( is_wp_error( $connected ) ) {
		WP_CLI::error( $connected );
	}
	$connection = Connection\connection();
	/* translators: %s: an address */
	WP_CLI::success( sprintf( __( 'Connected to %s. Try it with: wp tillbridge test', 'tillbridge' ), $connection['url'] ?? '' ) );
}

/**
 * Forgets the connection. What waits is kept for the next one.
 *
 * ## OPTIONS
 *
 * [--yes]
 * : Do not ask.
 *
 * ## EXAMPLES
 *
 *     $ wp tillbridge disconnect --yes
 *     Success: Disconnected. Nothing is noted or sent until a code is given again.
 *
 * @param list<string>         $arguments None.
 * @param array<string, mixed> $options   See above.
 */
function disconnect( array $arguments, array $options ): void {
	if ( null === Connection\connection() ) {
		WP_CLI::error( not_connected() );
	}
	WP_CLI::confirm( __( 'Changes are not noted any more until the shop is connected again. Disconnect?', 'tillbridge' ), $options );
	Connection\disconnect();
	WP_CLI::success( __( 'Disconnected. Nothing is noted or sent until a code is given again.', 'tillbridge' ) );
}

/**
 * Asks Tillbridge for an answer, without sending anything.
 *
 * Ends with 1 and the remedy where it is not reached or does not accept the signature.
 *
 * ## EXAMPLES
 *
 *     $ wp tillbridge test
 *     Success: The test arrived and was accepted within 0.2 seconds. It wrote nothing into QuickBooks.
 *     The clocks are 0 s apart. Tillbridge wants: order, customer.
 */
function test(): void {
	$said = Check\send_test();
	if ( ! $said['is_good'] ) {
		WP_CLI::error( $said['text'] );
	}
	WP_CLI::success( $said['text'] );
	WP_CLI::log(
		sprintf(
			/* translators: 1: seconds, 2: such as "order, customer" */
			__( 'The clocks are %1$d s apart. Tillbridge wants: %2$s.', 'tillbridge' ),
			abs( (int) Delivery_State\state()['clock_seconds'] ),
			implode( ', ', Connection\wanted_kinds() )
		)
	);
}

/**
 * Compares the shop with what was sent, and notes what no hook could see.
 *
 * Without options everything is compared from the beginning, however long it takes.
 *
 * ## OPTIONS
 *
 * [--seconds=<seconds>]
 * : Go on where the last sweep stopped, for so long.
 *
 * ## EXAMPLES
 *
 *     # After an import by SQL
 *     $ wp tillbridge sweep && wp tillbridge drain
 *     Success: 1204 records compared, 3 noted. Send them with: wp tillbridge drain
 *
 * @param list<string>         $arguments None.
 * @param array<string, mixed> $options   See above.
 */
function sweep( array $arguments, array $options ): void {
	if ( null === Connection\connection() ) {
		WP_CLI::error( not_connected() );
	}
	if ( ! Connection\is_where_it_was_connected() ) {
		fail( Trouble\moved_here() );
	}
	if ( ! class_exists( 'WooCommerce' ) ) {
		WP_CLI::error( __( 'WooCommerce is not active, so nothing can be compared. Activate it with: wp plugin activate woocommerce', 'tillbridge' ) );
	}
	$report = Sweep\run( isset( $options['seconds'] ) ? array( 'seconds' => max( 1, (int) $options['seconds'] ) ) : array( 'is_whole' => true ) );
	/* translators: 1: a number, 2: another */
	WP_CLI::success( sprintf( __( '%1$d records compared, %2$d noted. Send them with: wp tillbridge drain', 'tillbridge' ), $report['looked'], $report['marked'] ) );
}

/**
 * Ends with what is wrong and what to do.
 *
 * @param Problem $trouble What stopped it.
 */
function fail( array $trouble ): void {
	WP_CLI::error( trim( $trouble['summary'] . "\n" . $trouble['remedy'] ) );
}

/**
 * What is said before a code was given.
 */
function not_connected(): string {
	return __( 'This shop is not connected yet. Connect it with: wp tillbridge connect CODE', 'tillbridge' );
}

/**
 * A moment, in UTC.
 *
 * @param int|null $at Unix seconds.
 */
function moment( ?int $at ): ?string {
	return null === $at ? null : gmdate( 'Y-m-d\TH:i:s\Z', $at );
}
