<?php
/**
 * The pushes that were asked for: kept in one option, newest first, and changed by compare-and-set,
 * so that two requests which go on with a push at the same moment know of each other.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Runs;

use Tillbridge\Outbox;
use function Tillbridge\Installation\outbox_table;

defined( 'ABSPATH' ) || exit;

/** JSON and not autoloaded. Read past every cache: two processes must not believe old ones. */
const RUNS_OPTION = 'tillbridge_pushes';

const RUNS_MAX = 10;

const RUNNING   = 'running';
const CANCELLED = 'cancelled';
const FINISHED  = 'finished';

/** How often a write is tried that another one overtook; each loser has a winner that went on. */
const TRIES_MAX = 20;

/**
 * The last pushes, newest first. `cursor` is the highest ID that was marked, `last_id` the highest
 * that is part of it; `user_id` is 0 for the command line; `claimed_until` is when whoever marks a
 * step now is given up for dead. Times are Unix seconds.
 *
 * @return list<PushRun>
 */
function runs(): array {
	return runs_in( stored() );
}

/**
 * One of them, or null where it is too old to be remembered.
 *
 * @param string $id Of the push.
 * @return PushRun|null
 */
function run( string $id ): ?array {
	foreach ( runs() as $run ) {
		if ( $run['id'] === $id ) {
			return $run;
		}
	}
	return null;
}

/**
 * The push that runs now; there is one at most.
 *
 * @return PushRun|null
 */
function running(): ?array {
	foreach ( runs() as $run ) {
		if ( RUNNING === $run['state'] ) {
			return $run;
		}
	}
	return null;
}

/**
 * Remembers a new push, unless it is to run and another one does.
 *
 * @param array<string, mixed> $run As above.
 * @phpstan-param PushRun $run
 */
function add( array $run ): bool {
	for ( $try = 0; $try < TRIES_MAX; $try++ ) {
		$stored = stored();
		$runs   = runs_in( $stored );
		if ( RUNNING === $run['state'] && in_array( RUNNING, array_column( $runs, 'state' ), true ) ) {
			return false;
		}
		if ( store( $stored, array_merge( array( $run ), $runs ) ) ) {
			return true;
		}
	}
	return false;
}

/**
 * Changes one push as it stands now, whatever others did to it meanwhile.
 *
 * @param string                                                      $id     Of the push.
 * @param callable(array<string, mixed>): (array<string, mixed>|null) $change From the push to the push, or null to leave it.
 * @return bool Whether it was changed.
 */
function change( string $id, callable $change ): bool {
	for ( $try = 0; $try < TRIES_MAX; $try++ ) {
		$stored = stored();
		$runs   = runs_in( $stored );
		$at     = array_search( $id, array_column( $runs, 'id' ), true );
		if ( ! is_int( $at ) ) {
			return false;
		}
		$changed = $change( $runs[ $at ] );
		if ( null === $changed ) {
			return false;
		}
		$runs[ $at ] = $changed;
		if ( store( $stored, $runs ) ) {
			return true;
		}
	}
	return false;
}

/**
 * What became of the records of the newest push of a kind: how many wait to be sent, how many were
 * set aside, and how many the Worker was told of.
 *
 * Of an older push nobody can say it any more: the rows do not know which push marked them.
 *
 * @param array{kind: string, done: int, began_at: int} $run The push.
 * @return array{waiting: int, refused: int, told: int}
 */
function progress( array $run ): array {
	$waiting = rows( prefixes( $run['kind'] ), Outbox\WAITING, $run['began_at'] );
	$refused = rows( prefixes( $run['kind'] ), Outbox\REFUSED, $run['began_at'] );
	$waiting = min( $waiting, $run['done'] );
	$refused = min( $refused, $run['done'] - $waiting );
	return array(
		'waiting' => $waiting,
		'refused' => $refused,
		'told'    => $run['done'] - $waiting - $refused,
	);
}

/**
 * How many pushed rows stand in the outbox.
 *
 * @param list<string> $prefixes Of their subjects.
 * @param string       $state    Of the rows.
 * @param int          $since    Marked not before, in Unix seconds.
 */
function rows( array $prefixes, string $state, int $since ): int {
	global $wpdb;
	$count = 0;
	foreach ( $prefixes as $prefix ) {
		$count += (int) $wpdb->get_var(
			$wpdb->prepare(
				'SELECT COUNT(*) FROM %i WHERE subject LIKE %s AND is_pushed = 1 AND state = %s AND generation >= %s',
				outbox_table(),
				$wpdb->esc_like( $prefix ) . '%',
				$state,
				$since . '000000'
			)
		);
	}
	return $count;
}

/**
 * How the subjects of a kind begin.
 *
 * @param string $kind One of Push_Filter\KINDS.
 * @return list<string>
 */
function prefixes( string $kind ): array {
	$prefixes = array(
		'orders'    => array( 'order:' ),
		'products'  => array( 'product:', 'variation:' ),
		'customers' => array( 'customer:' ),
	);
	return $prefixes[ $kind ] ?? array();
}

/**
 * The text of the option as the database has it.
 */
function stored(): ?string {
	global $wpdb;
	return $wpdb->get_var(
		$wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, RUNS_OPTION )
	);
}

/**
 * What the text says.
 *
 * @param string|null $stored From stored().
 * @return list<PushRun>
 */
function runs_in( ?string $stored ): array {
	$said = null === $stored ? null : json_decode( $stored, true );
	return is_array( $said ) ? array_values( $said ) : array();
}

/**
 * Writes the pushes, if nobody else has written since they were read. The one that runs is kept
 * however many came after it.
 *
 * @param string|null                $before What was read.
 * @param list<array<string, mixed>> $runs   Newest first.
 */
function store( ?string $before, array $runs ): bool {
	global $wpdb;
	$kept = array();
	foreach ( $runs as $run ) {
		if ( count( $kept ) < RUNS_MAX || RUNNING === $run['state'] ) {
			$kept[] = $run;
		}
	}
	$text = (string) wp_json_encode( $kept );
	if ( $text === $before ) {
		return true;
	}
	$written = null === $before
		? $wpdb->query(
			$wpdb->prepare(
				"INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'no')",
				$wpdb->options,
				RUNS_OPTION,
				$text
			)
		)
		: $wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s',
				$wpdb->options,
				$text,
				RUNS_OPTION,
				$before
			)
		);
	wp_cache_delete( RUNS_OPTION, 'options' );
	return 1 === $written;
}
