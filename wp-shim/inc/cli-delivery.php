<?php
/**
 * `wp tillbridge drain` and `wp tillbridge outbox`: what waits, and sending it.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\CLI_Delivery;

use Tillbridge\CLI;
use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Outbox;
use Tillbridge\Subject;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/** The bar moves at least so often. */
const SLICE_SECONDS = 2;

const LIST_MAX = 100;

/**
 * Sends what waits, and hears what came of earlier changes.
 *
 * Waits for what was changed in the last seconds. Ends with 1 and the remedy where sending stopped.
 *
 * ## OPTIONS
 *
 * [--[no-]wait]
 * : Whether to wait for what was changed in the last seconds, or leave it for the next time.
 *
 * ## EXAMPLES
 *
 *     $ wp tillbridge drain
 *     Sending  100% [==================================] 0:02 / 0:03
 *     Success: 214 changes sent, 12 outcomes heard.
 *
 *     # In a cron job of the system's
 *     * * * * * wp --path=/var/www/shop tillbridge drain --no-wait --quiet
 *
 * @param list<string>         $arguments None.
 * @param array<string, mixed> $options   See above.
 */
function drain( array $arguments, array $options ): void {
	if ( null === Connection\connection() ) {
		WP_CLI::error( CLI\not_connected() );
	}
	// Until when what waits now has settled; what is changed later is not waited for.
	$until    = time() + ( false === ( $options['wait'] ?? true ) ? 0 : Outbox\SETTLE_SECONDS );
	$total    = Outbox\count_due_until( $until );
	$bar      = WP_CLI\Utils\make_progress_bar( __( 'Sending', 'tillbridge' ), max( 1, $total ) );
	$sent     = 0;
	$outcomes = 0;
	do {
		$step = slice();
		if ( 'stopped' === $step['kind'] ) {
			CLI\fail( $step['trouble'] );
			return;
		}
		$sent     += $step['sent'];
		$outcomes += $step['outcomes'];
		$bar->tick( $step['sent'] );
		$left = Outbox\count_due_until( $until );
		if ( $left > 0 && 0 === Outbox\backlog()['due'] ) {
			sleep( 1 );
		}
	} while ( $left > 0 );
	$bar->finish();
	/* translators: 1: a number, 2: another */
	WP_CLI::success( sprintf( __( '%1$d changes sent, %2$d outcomes heard.', 'tillbridge' ), $sent, $outcomes ) );
}

/**
 * Drains for a moment. Where another run is at it, waits for that one.
 *
 * @return array{kind: 'done', sent: int, outcomes: int}|array{kind: 'stopped', sent: int, outcomes: int, trouble: Problem}
 */
function slice(): array {
	for ( $second = 0; $second <= Delivery_State\LOCK_SECONDS; $second++ ) {
		$report = Delivery\drain(
			array(
				'seconds'      => SLICE_SECONDS,
				'is_asked_for' => true,
			)
		);
		if ( 'done' === $report['kind'] || 'stopped' === $report['kind'] ) {
			return $report;
		}
		if ( 'not-connected' === $report['kind'] ) {
			break;
		}
		sleep( 1 );
	}
	return array(
		'kind'     => 'stopped',
		'sent'     => 0,
		'outcomes' => 0,
		'trouble'  => array(
			'code'    => 'busy',
			'summary' => __( 'Another run holds the queue or the shop was disconnected.', 'tillbridge' ),
			'remedy'  => __( 'Nothing is lost. Look at it with: wp tillbridge status', 'tillbridge' ),
		),
	);
}

/**
 * Lists what waits or was set aside, with the reason.
 *
 * ## OPTIONS
 *
 * [--limit=<limit>]
 * : At most so many rows, those first that will go first.
 * ---
 * default: 100
 * ---
 *
 * [--problems]
 * : Only what was set aside or put off.
 *
 * [--format=<format>]
 * : How it is shown.
 * ---
 * default: table
 * options:
 *   - table
 *   - json
 *   - csv
 *   - yaml
 *   - ids
 * ---
 *
 * ## EXAMPLES
 *
 *     # Why some orders do not go
 *     $ wp tillbridge outbox list --problems
 *
 * @param list<string>         $arguments None.
 * @param array<string, mixed> $options   See above.
 */
function outbox_list( array $arguments, array $options ): void {
	$limit  = max( 1, (int) ( $options['limit'] ?? LIST_MAX ) );
	$format = (string) ( $options['format'] ?? 'table' );
	$rows   = array();
	foreach ( Outbox\first_rows( $limit, ! empty( $options['problems'] ) ) as $row ) {
		$rows[] = array(
			'subject' => $row['subject'],
			'state'   => $row['state'],
			'pushed'  => $row['is_pushed'] ? 'yes' : 'no',
			'marked'  => CLI\moment( $row['marked_at'] ),
			'due'     => CLI\moment( $row['due_at'] ),
			'problem' => null === $row['problem'] ? '' : trim( $row['problem']['summary'] . ' ' . $row['problem']['remedy'] ),
		);
	}
	if ( 'ids' === $format ) {
		WP_CLI::line( implode( ' ', array_column( $rows, 'subject' ) ) );
		return;
	}
	WP_CLI\Utils\format_items( $format, $rows, array( 'subject', 'state', 'pushed', 'marked', 'due', 'problem' ) );
}

/**
 * Lets go again what was set aside or put off.
 *
 * ## OPTIONS
 *
 * [<subject>...]
 * : Such as order:1042, product:7, variation:8 or customer:3.
 *
 * [--all]
 * : All that were set aside or put off.
 *
 * ## EXAMPLES
 *
 *     $ wp tillbridge outbox retry order:1042
 *     Success: 1 record goes again. Send it at once with: wp tillbridge drain
 *
 * @param list<string>         $arguments Subjects.
 * @param array<string, mixed> $options   See above.
 */
function outbox_retry( array $arguments, array $options ): void {
	$is_all = ! empty( $options['all'] );
	if ( ! $is_all && array() === $arguments ) {
		WP_CLI::error( __( 'Say which: order:1042, or --all.', 'tillbridge' ) );
	}
	foreach ( $arguments as $subject ) {
		if ( ! Subject\is_subject( $subject ) || ! isset( Outbox\rows_of( array( $subject ) )[ $subject ] ) ) {
			/* translators: %s: such as "order:1042" */
			WP_CLI::error( sprintf( __( '%s is not in the outbox. See what is with: wp tillbridge outbox list', 'tillbridge' ), $subject ) );
		}
	}
	$subjects = array_values( array_unique( $arguments ) );
	$marked   = 0;
	do {
		if ( $is_all ) {
			$subjects = array_column( Outbox\rows_with_problem( Outbox\ROWS_PER_STATEMENT_MAX ), 'subject' );
		}
		Outbox\mark( $subjects );
		$marked += count( $subjects );
	} while ( $is_all && Outbox\ROWS_PER_STATEMENT_MAX === count( $subjects ) );
	/* translators: %d: a number */
	WP_CLI::success( sprintf( _n( '%d record goes again. Send it at once with: wp tillbridge drain', '%d records go again. Send them at once with: wp tillbridge drain', $marked, 'tillbridge' ), $marked ) );
}
