<?php
/**
 * Who runs the drain: an action each minute, which costs the shopper nothing. Action Scheduler does
 * not try again what failed, so the rows are the queue and the action only an occasion.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Schedule;

use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Installation;
use const Tillbridge\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

const GROUP      = 'tillbridge';
const DRAIN_HOOK = 'tillbridge_drain';

const DRAIN_SECONDS = MINUTE_IN_SECONDS;

/** Action Scheduler keeps what it ran for a month: with an action a minute that is 44,000 rows. */
const RUNS_KEPT_SECONDS = DAY_IN_SECONDS;
/** An hour; there are some 62 runs in one. */
const RUNS_FORGOTTEN_MAX = 200;

/** How often a page of the admin looks whether the actions still stand. */
const CHECK_SECONDS   = 10 * MINUTE_IN_SECONDS;
const CHECK_TRANSIENT = 'tillbridge_schedule_checked';

/**
 * Registers the actions and what keeps them standing.
 */
function bootstrap(): void {
	add_action( DRAIN_HOOK, __NAMESPACE__ . '\run_drain' );
	add_action( 'admin_init', __NAMESPACE__ . '\check' );
	// Action Scheduler 4 asks each hour, cron included.
	add_action( 'action_scheduler_ensure_recurring_actions', __NAMESPACE__ . '\ensure' );
	add_action( 'tillbridge_connected', __NAMESPACE__ . '\on_connected' );
	add_action( 'tillbridge_disconnected', __NAMESPACE__ . '\clear' );
	register_deactivation_hook( PLUGIN_FILE, __NAMESPACE__ . '\clear' );
}

/**
 * The recurring actions and how far apart they run, in seconds.
 *
 * @return array<string, int>
 */
function actions(): array {
	/**
	 * The plugin's recurring actions by hook: seconds between two runs.
	 *
	 * @param array<string, int> $actions By hook.
	 */
	return apply_filters( 'tillbridge_actions', array( DRAIN_HOOK => DRAIN_SECONDS ) );
}

/**
 * Schedules what is missing. Action Scheduler drops a recurring action that failed five times.
 */
function ensure(): void {
	if ( ! function_exists( 'as_has_scheduled_action' ) || null === Connection\connection() ) {
		return;
	}
	foreach ( actions() as $hook => $seconds ) {
		if ( ! as_has_scheduled_action( $hook, array(), GROUP ) ) {
			as_schedule_recurring_action( time(), $seconds, $hook, array(), GROUP, true );
		}
	}
}

/**
 * The same from pages of the admin, now and then: an older Action Scheduler does not ask.
 */
function check(): void {
	if ( false === get_transient( CHECK_TRANSIENT ) ) {
		set_transient( CHECK_TRANSIENT, '1', CHECK_SECONDS );
		Installation\mend();
		ensure();
	}
}

/**
 * A code was pasted.
 *
 * @param bool $is_same_store Whether it was connected to the same store before.
 */
function on_connected( bool $is_same_store ): void {
	Delivery_State\reset( $is_same_store );
	ensure();
}

/**
 * Nothing is run any more; rows and settings stay.
 */
function clear(): void {
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( '', array(), GROUP );
	}
	delete_transient( CHECK_TRANSIENT );
}

/**
 * Lets go of the runs of the days before: they tell nothing that the outbox does not.
 */
function forget_old_runs(): void {
	if ( ! function_exists( 'as_get_scheduled_actions' ) ) {
		return;
	}
	$run_ids = as_get_scheduled_actions(
		array(
			'group'    => GROUP,
			'status'   => \ActionScheduler_Store::STATUS_COMPLETE,
			'date'     => gmdate( 'Y-m-d H:i:s', time() - RUNS_KEPT_SECONDS ),
			'per_page' => RUNS_FORGOTTEN_MAX,
		),
		'ids'
	);
	foreach ( $run_ids as $run_id ) {
		\ActionScheduler_Store::instance()->delete_action( (string) $run_id );
	}
}

/**
 * The drain. Another plugin may bring Action Scheduler while WooCommerce is away: then nothing could be
 * read, and all would be put off.
 */
function run_drain(): void {
	if ( class_exists( 'WooCommerce' ) ) {
		Delivery\drain();
	}
}
