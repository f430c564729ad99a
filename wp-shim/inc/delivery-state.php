<?php
/**
 * What delivery has to remember from one run to the next, and the lock that lets one run at a time.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Delivery_State;

defined( 'ABSPATH' ) || exit;

const STATE_OPTION = 'tillbridge_delivery';
const LOCK_OPTION  = 'tillbridge_drain_lock';

/** Longer than a run: its twenty seconds, one more record and one more call. */
const LOCK_SECONDS = 180;

/** At most so many changes a request, by the contract. */
const BATCH_MAX = 100;

const BACKOFF_FIRST_SECONDS = 60;
const BACKOFF_SECONDS_MAX   = HOUR_IN_SECONDS;

/** What a server may ask of us in `Retry-After`; beyond it we knock again. */
const RETRY_AFTER_SECONDS_MAX = DAY_IN_SECONDS;

/** Every shop of a hosting company knocks at another moment. */
const JITTER = 0.25;

/**
 * The state as it was left. Times are Unix seconds; `clock_seconds` is how far the shop's clock is
 * ahead; `trouble` says why delivery stopped, and is null while it goes; `notice` is what the Worker
 * says of the whole store.
 *
 * @return array{failures: int, not_before: int, trouble: Problem|null, trouble_since: int|null, contacted_at: int|null, clock_seconds: int|null, outcomes_after: string|null, batch_max: int, notice: Problem|null}
 */
function state(): array {
	$stored = get_option( STATE_OPTION );
	return array_merge( fresh_state(), is_array( $stored ) ? array_intersect_key( $stored, fresh_state() ) : array() );
}

/**
 * The state before anything happened.
 *
 * @return array{failures: int, not_before: int, trouble: null, trouble_since: null, contacted_at: null, clock_seconds: null, outcomes_after: null, batch_max: int, notice: null}
 */
function fresh_state(): array {
	return array(
		'failures'       => 0,
		'not_before'     => 0,
		'trouble'        => null,
		'trouble_since'  => null,
		'contacted_at'   => null,
		'clock_seconds'  => null,
		'outcomes_after' => null,
		'batch_max'      => BATCH_MAX,
		'notice'         => null,
	);
}

/**
 * How many changes the next request may hold after one that was taken: a tenth more, so that a proxy
 * with a limit of its own is asked too much of once in a while, and not every second time.
 *
 * @param int $batch_max Of the one that was taken.
 */
function grown( int $batch_max ): int {
	return min( BATCH_MAX, $batch_max + max( 1, intdiv( $batch_max, 10 ) ) );
}

/**
 * Changes some of the state.
 *
 * @param array<string, mixed> $changes By name.
 */
function change( array $changes ): void {
	update_option( STATE_OPTION, array_merge( state(), $changes ), false );
}

/**
 * Delivery failed: it is tried again after a while that doubles up to an hour, for ever.
 *
 * @param Problem  $trouble     What is wrong.
 * @param int|null $retry_after What the server asked for, in seconds.
 */
function fail( array $trouble, ?int $retry_after = null ): void {
	$before   = state();
	$failures = $before['failures'] + 1;
	$wait     = min( BACKOFF_SECONDS_MAX, BACKOFF_FIRST_SECONDS * ( 2 ** min( $failures - 1, 10 ) ) );
	$jittered = (int) ( $wait * ( 1 - wp_rand( 0, 1000 ) / 1000 * JITTER ) );
	change(
		array(
			'failures'      => $failures,
			'not_before'    => time() + max( $jittered, min( RETRY_AFTER_SECONDS_MAX, $retry_after ?? 0 ) ),
			'trouble'       => $trouble,
			'trouble_since' => $before['trouble_since'] ?? time(),
		)
	);
}

/**
 * The Worker answered as it should.
 */
function succeed(): void {
	change(
		array(
			'failures'      => 0,
			'not_before'    => 0,
			'trouble'       => null,
			'trouble_since' => null,
			'contacted_at'  => time(),
		)
	);
}

/**
 * Forgets what was remembered, of another store or before a new code.
 *
 * @param bool $is_same_store Whether its outcomes go on where they were.
 */
function reset( bool $is_same_store ): void {
	$outcomes_after = $is_same_store ? state()['outcomes_after'] : null;
	update_option( STATE_OPTION, array_merge( fresh_state(), array( 'outcomes_after' => $outcomes_after ) ), false );
}

/**
 * Takes the lock, or says that another run holds it. A run that died holds it until it expires.
 *
 * @return string|null What releases it.
 */
function take_lock(): ?string {
	global $wpdb;
	$token = ( time() + LOCK_SECONDS ) . ':' . wp_generate_password( 8, false );
	$taken = $wpdb->query(
		$wpdb->prepare(
			"INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'no')",
			$wpdb->options,
			LOCK_OPTION,
			$token
		)
	);
	if ( 1 !== $taken ) {
		// Ten digits before the colon until the year 2286: texts compare as the times do.
		$taken = $wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value < %s',
				$wpdb->options,
				$token,
				LOCK_OPTION,
				(string) time()
			)
		);
	}
	return 1 === $taken ? $token : null;
}

/**
 * Lets the next run begin, unless the lock expired and is another's by now.
 *
 * @param string $token From take_lock().
 */
function release_lock( string $token ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			'DELETE FROM %i WHERE option_name = %s AND option_value = %s',
			$wpdb->options,
			LOCK_OPTION,
			$token
		)
	);
}
