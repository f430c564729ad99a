<?php
/**
 * The sweep: compares the shop with what was told, and marks what no hook could see.
 *
 * Three looks, each from where it stopped: records that were saved since, orders of which nothing was
 * ever told, and what was told against what there is now, round and round. A record is only marked;
 * what is sent is decided where everything is decided.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Sweep;

use Tillbridge\Connection;
use Tillbridge\Installation;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Schedule;
use Tillbridge\Shop_Records;
use Tillbridge\Snapshot;
use function Tillbridge\Subject\kind_of;
use function Tillbridge\Subject\subject;

defined( 'ABSPATH' ) || exit;

const SWEEP_HOOK    = 'tillbridge_sweep';
const SWEEP_SECONDS = HOUR_IN_SECONDS;

/** Of a background run, the drain behind it not counted. */
const RUN_SECONDS = 15;

const STATE_OPTION = 'tillbridge_sweep';

const CHUNK = 200;
/** Snapshots cost some ten milliseconds each. */
const SNAPSHOT_CHUNK = 20;

/** Savings of the last minutes are looked at again: a slow request writes its date before it commits. */
const OVERLAP_SECONDS = 10 * MINUTE_IN_SECONDS;

/**
 * Registers the hourly run.
 */
function bootstrap(): void {
	add_action( SWEEP_HOOK, __NAMESPACE__ . '\run_scheduled' );
	add_filter(
		'tillbridge_actions',
		static function ( array $actions ): array {
			return array_merge( $actions, array( SWEEP_HOOK => SWEEP_SECONDS ) );
		}
	);
	add_action(
		'tillbridge_connected',
		static function ( bool $is_same_store ): void {
			if ( ! $is_same_store ) {
				delete_option( STATE_OPTION );
			}
		}
	);
}

/**
 * The hourly run, and a drain behind it: where the minute's action is not run, this may be.
 */
function run_scheduled(): void {
	run();
	Schedule\forget_old_runs();
	Schedule\run_drain();
}

/**
 * Looks for what was not told.
 *
 * @param array{seconds?: int, is_whole?: bool} $options `is_whole`: everything from the beginning, however long it takes.
 * @return array{looked: int, marked: int, is_whole: bool} How many records were compared and marked; `is_whole` when the round came to its end.
 */
function run( array $options = array() ): array {
	$counts = nothing();
	// Without WooCommerce no record can be read, and all would look changed.
	if ( ! Connection\is_where_it_was_connected() || ! class_exists( 'WooCommerce' ) ) {
		return array_merge( $counts, array( 'is_whole' => false ) );
	}
	Installation\mend();
	$is_whole = $options['is_whole'] ?? false;
	$ends_at  = microtime( true ) + ( $is_whole ? YEAR_IN_SECONDS : ( $options['seconds'] ?? RUN_SECONDS ) );
	if ( $is_whole ) {
		delete_option( STATE_OPTION );
	}
	try {
		foreach ( Connection\wanted_kinds() as $kind ) {
			$counts = added( $counts, look_at_saved( $kind, $ends_at ) );
		}
		if ( in_array( 'order', Connection\wanted_kinds(), true ) ) {
			$counts = added( $counts, look_for_never_told( $ends_at ) );
		}
		$round = look_at_told( $ends_at );
	} catch ( \UnexpectedValueException $silence ) {
		// The next run begins where this one would have.
		return array_merge( $counts, array( 'is_whole' => false ) );
	}
	remember( array( 'ran_at' => time() ) );
	return array_merge( added( $counts, $round ), array( 'is_whole' => $round['is_whole'] ) );
}

/**
 * Records that were saved after they were told, or never told: by their own date.
 *
 * @param string $kind    One of Subject\KINDS.
 * @param float  $ends_at On the clock of microtime.
 * @return array{looked: int, marked: int}
 */
function look_at_saved( string $kind, float $ends_at ): array {
	$counts = nothing();
	$since  = max( connected_at(), state()['saved_since'][ $kind ] ?? 0 );
	$id     = 0;
	do {
		$found  = Shop_Records\saved_since( $kind, $since, $id, CHUNK );
		$counts = added( $counts, mark_untold( $kind, $found ) );
		$last   = end( $found );
		if ( false !== $last ) {
			$since = $last['modified_at'];
			$id    = $last['id'];
		}
	} while ( count( $found ) === CHUNK && microtime( true ) < $ends_at );
	$is_done = count( $found ) < CHUNK;
	// A date that lies in the future is no reason to overlook what is saved until then.
	remember_saved( $kind, $is_done ? time() - OVERLAP_SECONDS : min( $since, time() ) );
	return $counts;
}

/**
 * Marks those of some records whose date is not the one that was told.
 *
 * @param string                                                   $kind  One of Subject\KINDS.
 * @param list<array{id: int, modified_at: int, is_trashed: bool}> $found Each once.
 * @return array{looked: int, marked: int}
 */
function mark_untold( string $kind, array $found ): array {
	$records = array();
	foreach ( $found as $record ) {
		$records[ subject( $kind, $record['id'] ) ] = $record;
	}
	$told   = Ledger\entries_of( array_keys( $records ) );
	$untold = array();
	foreach ( $records as $name => $record ) {
		if ( isset( $told[ $name ] ) ) {
			$date = gmdate( Shop_Records\SNAPSHOT_DATE, $record['modified_at'] );
			// An account that WooCommerce never saved has no date of its own in its snapshot.
			$is_news = ! in_array( $told[ $name ]['modified'], array( $date, '' ), true );
		} else {
			$is_news = ! $record['is_trashed'];
		}
		if ( $is_news ) {
			$untold[] = $name;
		}
	}
	return array(
		'looked' => count( $found ),
		'marked' => mark_unless_waiting( $untold ),
	);
}

/**
 * Placed orders since the connection of which nothing was told: their date may lie before the last look.
 *
 * @param float $ends_at On the clock of microtime.
 * @return array{looked: int, marked: int}
 */
function look_for_never_told( float $ends_at ): array {
	$counts = nothing();
	$after  = 0;
	do {
		$found  = Shop_Records\orders_never_told( connected_at(), $after, CHUNK );
		$after  = (int) end( $found );
		$names  = array_map( static fn ( int $id ): string => subject( 'order', $id ), $found );
		$counts = added(
			$counts,
			array(
				'looked' => count( $found ),
				'marked' => mark_unless_waiting( $names ),
			)
		);
	} while ( count( $found ) === CHUNK && microtime( true ) < $ends_at );
	return $counts;
}

/**
 * What was told against what there is now, from where the last round stopped.
 *
 * @param float $ends_at On the clock of microtime.
 * @return array{looked: int, marked: int, is_whole: bool}
 */
function look_at_told( float $ends_at ): array {
	$counts = nothing();
	$cursor = state()['cursor'];
	do {
		$entries = Ledger\entries_after( $cursor, SNAPSHOT_CHUNK );
		$changed = array();
		$cursor  = (string) ( array_key_last( $entries ) ?? $cursor );
		// Before the reading: one that ends by a fatal error is not where the next run begins.
		remember( array( 'cursor' => $cursor ) );
		foreach ( $entries as $name => $entry ) {
			if ( is_other( $name, $entry['content'] ) ) {
				$changed[] = $name;
			}
		}
		$counts  = added(
			$counts,
			array(
				'looked' => count( $entries ),
				'marked' => mark_unless_waiting( $changed ),
			)
		);
		$is_done = count( $entries ) < SNAPSHOT_CHUNK;
	} while ( ! $is_done && microtime( true ) < $ends_at );
	remember( array( 'cursor' => $is_done ? '' : $cursor ) );
	return array_merge( $counts, array( 'is_whole' => $is_done ) );
}

/**
 * Whether a record is not any more as it was told.
 *
 * @param string $name    Such as `order:1042`.
 * @param string $content Its hash then; nothing for one that was told to be gone.
 */
function is_other( string $name, string $content ): bool {
	if ( ! in_array( kind_of( $name ), Connection\wanted_kinds(), true ) ) {
		return false;
	}
	$read = Snapshot\read( $name );
	switch ( $read['kind'] ) {
		case 'gone':
			return '' !== $content;
		case 'present':
			try {
				return Snapshot\content_of( $read['snapshot'], $read['refunds'] ) !== $content;
			} catch ( \Throwable $thrown ) {
				return true;
			}
		case 'unreadable':
			// Marked, it is put off with its reason in sight.
			return true;
		case 'not-told':
			return false;
	}
}

/**
 * Marks what is not in the outbox already, and says how many that were.
 *
 * @param list<string> $names Each once.
 * @throws \UnexpectedValueException When the database did not take it: what was looked at is looked at again.
 */
function mark_unless_waiting( array $names ): int {
	$waiting = Outbox\rows_of( $names );
	$missing = array_values(
		array_filter(
			$names,
			static function ( string $name ) use ( $waiting ): bool {
				return ! isset( $waiting[ $name ] );
			}
		)
	);
	if ( ! Outbox\mark( $missing ) ) {
		throw new \UnexpectedValueException( 'The database did not take the marks.' );
	}
	return count( $missing );
}

/**
 * Where the looks stopped, and when the last was. `saved_since` is Unix seconds by kind.
 *
 * @return array{cursor: string, saved_since: array<string, int>, ran_at: int}
 */
function state(): array {
	$stored = get_option( STATE_OPTION );
	return array_merge(
		array(
			'cursor'      => '',
			'saved_since' => array(),
			'ran_at'      => 0,
		),
		is_array( $stored ) ? $stored : array()
	);
}

/**
 * Remembers some of it.
 *
 * @param array<string, mixed> $changes By name.
 */
function remember( array $changes ): void {
	update_option( STATE_OPTION, array_merge( state(), $changes ), false );
}

/**
 * Remembers how far the savings of a kind were looked at.
 *
 * @param string $kind  One of Subject\KINDS.
 * @param int    $since Unix seconds.
 */
function remember_saved( string $kind, int $since ): void {
	remember( array( 'saved_since' => array_merge( state()['saved_since'], array( $kind => $since ) ) ) );
}

/**
 * Nothing from before the connection moves by itself.
 */
function connected_at(): int {
	return Connection\connection()['connected_at'] ?? time();
}

/**
 * Counts from the beginning.
 *
 * @return array{looked: int, marked: int}
 */
function nothing(): array {
	return array(
		'looked' => 0,
		'marked' => 0,
	);
}

/**
 * Two counts in one.
 *
 * @param array{looked: int, marked: int} $counts So far.
 * @param array{looked: int, marked: int} $more   To add.
 * @return array{looked: int, marked: int}
 */
function added( array $counts, array $more ): array {
	return array(
		'looked' => $counts['looked'] + $more['looked'],
		'marked' => $counts['marked'] + $more['marked'],
	);
}
