<?php
/**
 * `wp tillbridge push`: counts, asks, sends.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\CLI_Push;

use Tillbridge\CLI;
use Tillbridge\CLI_Delivery;
use Tillbridge\Push;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Progress;
use Tillbridge\Push_Runs;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/** Marked between two looks at the bar. */
const MARK_SECONDS = 1;

/**
 * Sends orders, products or customers, whatever became of them before.
 *
 * What stands in QuickBooks already is compared, not doubled. Drafts and the trash never go. To
 * interrupt it with Ctrl-C does not cancel it: it goes on in the background, and is cancelled under
 * WooCommerce › Send to QuickBooks.
 *
 * ## OPTIONS
 *
 * <kind>
 * : What is sent.
 * ---
 * options:
 *   - orders
 *   - products
 *   - customers
 * ---
 *
 * [--after=<date>]
 * : Created on this day or later, such as 2026-01-01, in the shop's time zone.
 *
 * [--before=<date>]
 * : Created on this day or earlier.
 *
 * [--status=<status>]
 * : One or more, with commas, such as completed,processing.
 *
 * [--id=<id>]
 * : One or more, with commas.
 *
 * [--unsent]
 * : Only what was not sent yet.
 *
 * [--dry-run]
 * : Count, and send nothing.
 *
 * [--yes]
 * : Do not ask.
 *
 * ## EXAMPLES
 *
 *     # How many completed orders of this year have not been sent
 *     $ wp tillbridge push orders --after=2026-01-01 --status=completed --unsent --dry-run
 *     1,204 orders will be sent. Orders that stand in QuickBooks already are compared, not doubled.
 *
 *     # Two orders, at once
 *     $ wp tillbridge push orders --id=1042,1043 --yes
 *
 * @param list<string>         $arguments The kind.
 * @param array<string, mixed> $options   See above.
 */
function push( array $arguments, array $options ): void {
	$kind    = $arguments[0];
	$refusal = Push\refusal( $kind );
	if ( null !== $refusal ) {
		WP_CLI::error( $refusal );
	}
	$filter = Push_Filter\read(
		$kind,
		array(
			'after'     => $options['after'] ?? '',
			'before'    => $options['before'] ?? '',
			'statuses'  => listed( $options['status'] ?? '' ),
			'ids'       => listed( $options['id'] ?? '' ),
			'is_unsent' => ! empty( $options['unsent'] ),
		)
	);
	if ( is_wp_error( $filter ) ) {
		WP_CLI::error( $filter );
	}
	$count = Push_Filter\count_matching( $filter );
	if ( 0 === $count ) {
		WP_CLI::success( Push\nothing_matches()->get_error_message() );
		return;
	}
	WP_CLI::log( Push_Progress\will_be_sent( $kind, $count ) );
	if ( ! empty( $options['dry-run'] ) ) {
		return;
	}
	WP_CLI::confirm( __( 'Send them?', 'tillbridge' ), $options );
	$id = Push\begin( $filter, get_current_user_id() );
	if ( is_wp_error( $id ) ) {
		WP_CLI::error( $id );
	}
	watch( $id, $count );
}

/**
 * Marks and drains until all of it is told.
 *
 * @param string $id    Of the push.
 * @param int    $count How many it has.
 */
function watch( string $id, int $count ): void {
	$bar   = WP_CLI\Utils\make_progress_bar( __( 'Sending', 'tillbridge' ), $count );
	$shown = 0;
	do {
		Push\go_on( MARK_SECONDS );
		$step = CLI_Delivery\slice();
		$run  = Push_Runs\run( $id );
		if ( null === $run ) {
			break;
		}
		$report = Push_Progress\report( $run );
		$bar->tick( max( 0, $report['value'] - $shown ) );
		$shown = $report['value'];
		if ( 'stopped' === $step['kind'] ) {
			WP_CLI::log( '' );
			WP_CLI::log( Push_Progress\sentence( $run, Push_Runs\progress( $run ) ) );
			CLI\fail( $step['trouble'] );
		}
	} while ( ! $report['is_over'] );
	$bar->finish();
	if ( null !== $run ) {
		WP_CLI::success( Push_Progress\title( $run, true ) );
	}
}

/**
 * The words of a list with commas.
 *
 * @param mixed $text Such as `completed,processing`.
 * @return list<string>
 */
function listed( $text ): array {
	return is_scalar( $text ) ? array_values( array_filter( array_map( 'trim', explode( ',', (string) $text ) ), static fn ( string $word ): bool => '' !== $word ) ) : array();
}
