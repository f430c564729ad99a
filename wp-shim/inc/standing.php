<?php
/**
 * How a record stands with the books, in words: in its row of a list and on its own screen.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Standing;

use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Outcomes;
use function Tillbridge\Subject\subject;

defined( 'ABSPATH' ) || exit;

/**
 * How one order stands. `reason` says why it waits or was not sent; `since` is when the last word came,
 * in Unix seconds; `path` is the order's page, empty where Tillbridge never heard of it.
 *
 * @param \WC_Order $order The order.
 * @return array{state: 'posted'|'held'|'withdrawn'|'aside'|'underway'|'taken'|'left-out'|'none', label: string, documents: list<string>, reason: string, since: int|null, delivered_at: int|null, path: string}
 */
function standing( \WC_Order $order ): array {
	$subject = subject( 'order', $order->get_id() );
	prime( array( $order->get_id() ) );
	$row     = known()[ $subject ]['row'] ?? null;
	$entry   = known()[ $subject ]['entry'] ?? null;
	$outcome = Outcomes\outcome_of( $order );
	return array_merge(
		of_record( $row, $entry, $outcome, $order->get_currency() ),
		array(
			'since'        => $outcome['at'] ?? null,
			'delivered_at' => $entry['delivered_at'] ?? null,
			'path'         => null === $entry && null === $outcome ? '' : path( $order->get_id(), $outcome['path'] ?? '' ),
		)
	);
}

/**
 * How any record stands.
 *
 * @param array{state: string, is_pushed: bool, problem: array<string, string>|null}|null $row      Of the outbox.
 * @param LedgerEntry|null                                                                $entry    Of the ledger.
 * @param array<string, mixed>|null                                                       $outcome  What came back last.
 * @param string                                                                          $currency Of its documents.
 * @return array{state: 'posted'|'held'|'withdrawn'|'aside'|'underway'|'taken'|'left-out'|'none', label: string, documents: list<string>, reason: string}
 */
function of_record( ?array $row, ?array $entry, ?array $outcome, string $currency ): array {
	$state = state( $row, $entry, $outcome );
	return array(
		'state'     => $state,
		'label'     => label( $state ),
		'documents' => documents( $outcome, $currency ),
		'reason'    => reason( $state, $row['problem'] ?? $outcome['problem'] ?? null, null !== $row ),
	);
}

/**
 * The same as one plain text, such as `In QuickBooks: Sales Receipt 1042, $54.30.`
 *
 * @param array{label: string, documents: list<string>, reason: string} $standing From of_record() or standing().
 */
function text( array $standing ): string {
	$documents = array() === $standing['documents'] ? '' : ': ' . implode( '; ', $standing['documents'] );
	return trim( $standing['label'] . $documents . '. ' . $standing['reason'] );
}

/**
 * Which state it is. What stands in the books is said first, even where more is on its way.
 *
 * @param array{state: string, is_pushed: bool, problem: array<string, string>|null}|null $row     Of the outbox.
 * @param LedgerEntry|null                                                                $entry   Of the ledger.
 * @param array<string, mixed>|null                                                       $outcome What came back last.
 * @return 'posted'|'held'|'withdrawn'|'aside'|'underway'|'taken'|'left-out'|'none'
 */
function state( ?array $row, ?array $entry, ?array $outcome ): string {
	if ( null !== $row && Outbox\REFUSED === $row['state'] ) {
		return 'aside';
	}
	if ( null !== $outcome && 'posted' === $outcome['state'] ) {
		return 'posted';
	}
	if ( null !== $row ) {
		return null === $row['problem'] ? 'underway' : 'held';
	}
	// Told again since the last outcome: that outcome is no longer the last word.
	$is_newer = null !== $entry && null !== $outcome && 'queued' === $entry['verdict'] && $entry['delivered_at'] > $outcome['at'];
	if ( null !== $outcome && ! $is_newer ) {
		return 'held' === $outcome['state'] ? 'held' : 'withdrawn';
	}
	if ( null === $entry ) {
		return 'none';
	}
	return 'ignored' === $entry['verdict'] ? 'left-out' : 'taken';
}

/**
 * A state in few words.
 *
 * @param string $state From state().
 */
function label( string $state ): string {
	$labels = array(
		'posted'    => __( 'In QuickBooks', 'tillbridge' ),
		'held'      => __( 'Waiting', 'tillbridge' ),
		'withdrawn' => __( 'Not sent', 'tillbridge' ),
		'aside'     => __( 'Set aside', 'tillbridge' ),
		'underway'  => __( 'On its way', 'tillbridge' ),
		'taken'     => __( 'Next in line', 'tillbridge' ),
		'left-out'  => __( 'Left out', 'tillbridge' ),
		'none'      => __( 'Not sent', 'tillbridge' ),
	);
	return $labels[ $state ];
}

/**
 * The sentence behind a state, or nothing.
 *
 * @param string                     $state       From state().
 * @param array<string, string>|null $problem     Of the row or the outcome.
 * @param bool                       $is_underway Whether a row stands in the outbox.
 */
function reason( string $state, ?array $problem, bool $is_underway ): string {
	switch ( $state ) {
		case 'posted':
			return $is_underway ? __( 'A change is on its way.', 'tillbridge' ) : '';
		case 'underway':
			return __( 'It leaves for Tillbridge within a minute or two.', 'tillbridge' );
		case 'taken':
			return __( 'Tillbridge has it. It goes into QuickBooks when the Web Connector runs next.', 'tillbridge' );
		case 'left-out':
			return __( 'The settings leave it out: by its status, its date, or because there is nothing to book. “Send to QuickBooks” sends it all the same.', 'tillbridge' );
		case 'none':
			return __( 'What was there before the shop was connected goes only when you send it.', 'tillbridge' );
		default:
			return null === $problem ? '' : trim( ( $problem['summary'] ?? '' ) . ' ' . ( $problem['remedy'] ?? '' ) );
	}
}

/**
 * The documents in the books, such as `Sales Receipt 1042, $54.30`.
 *
 * @param array<string, mixed>|null $outcome  As stored.
 * @param string                    $currency Of the order.
 * @return list<string>
 */
function documents( ?array $outcome, string $currency ): array {
	$texts = array();
	foreach ( is_array( $outcome['documents'] ?? null ) ? $outcome['documents'] : array() as $document ) {
		$texts[] = Outcomes\document_text( $document, $currency );
	}
	return $texts;
}

/**
 * The order's page in Tillbridge.
 *
 * @param int    $order_id Its ID.
 * @param string $told     As the last outcome had it.
 */
function path( int $order_id, string $told ): string {
	return '' === $told ? "/orders/$order_id" : $told;
}

/**
 * Prints a state as a badge: an icon and words, never colour alone.
 *
 * @param array{state: string, label: string} $standing From standing().
 */
function print_badge( array $standing ): void {
	$icons = array(
		'posted'    => 'yes-alt',
		'held'      => 'clock',
		'withdrawn' => 'dismiss',
		'aside'     => 'warning',
		'underway'  => 'update',
		'taken'     => 'update',
		'left-out'  => 'minus',
		'none'      => 'minus',
	);
	printf(
		'<span class="tillbridge-standing tillbridge-standing--%s"><span class="dashicons dashicons-%s" aria-hidden="true"></span>%s</span>',
		esc_attr( $standing['state'] ),
		esc_attr( $icons[ $standing['state'] ] ?? 'minus' ),
		esc_html( $standing['label'] )
	);
}

/**
 * Reads outbox and ledger for a page of orders, in two queries for all of them.
 *
 * @param list<int> $order_ids Those about to be shown; what was read before is not read again.
 */
function prime( array $order_ids ): void {
	$subjects = array();
	foreach ( $order_ids as $order_id ) {
		$subjects[] = subject( 'order', $order_id );
	}
	$unknown = array_values( array_diff( $subjects, array_keys( known() ) ) );
	if ( array() === $unknown ) {
		return;
	}
	$rows    = Outbox\rows_of( $unknown );
	$entries = Ledger\entries_of( $unknown );
	$more    = array();
	foreach ( $unknown as $subject ) {
		$more[ $subject ] = array(
			'row'   => $rows[ $subject ] ?? null,
			'entry' => $entries[ $subject ] ?? null,
		);
	}
	known( $more );
}

/**
 * What was read in this request.
 *
 * @param array<string, array{row: array{state: string, is_pushed: bool, problem: Problem|null}|null, entry: LedgerEntry|null}>|null $more To remember; null asks.
 * @return array<string, array{row: array{state: string, is_pushed: bool, problem: Problem|null}|null, entry: LedgerEntry|null}>
 */
function known( ?array $more = null ): array {
	static $known = array();
	$known        = array_merge( $known, $more ?? array() );
	return $known;
}
