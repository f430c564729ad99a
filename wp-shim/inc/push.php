<?php
/**
 * Push: a person asks that records are sent, whatever became of them before.
 *
 * A push marks its records step by step, oldest first. Whoever comes by goes on with it: the page
 * that shows it, the command line, and the drain's action, so that a closed browser stops nothing.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push;

use Tillbridge\Connection;
use Tillbridge\Outbox;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Runs;
use Tillbridge\Schedule;

defined( 'ABSPATH' ) || exit;

/** Records a step: one statement of the outbox. */
const STEP_MAX = 500;

/**
 * A push waits while so many pushed rows are on their way: an order placed meanwhile stands behind
 * them and no more, and what was cancelled has not left yet.
 */
const WAITING_MAX = 2000;

/** Marking takes a fraction of a second; who claimed a step and has not ended it by then is dead. */
const CLAIM_SECONDS = 60;

/** Of the drain's action, before it drains. */
const BACKGROUND_SECONDS = 5;

/** Before the drain, which has 10. */
const BACKGROUND_PRIORITY = 5;

/**
 * Goes on with a push wherever the drain's action runs.
 */
function bootstrap(): void {
	add_action( Schedule\DRAIN_HOOK, __NAMESPACE__ . '\run_in_background', BACKGROUND_PRIORITY );
	add_action( 'tillbridge_disconnected', __NAMESPACE__ . '\cancel_all' );
	add_action( 'tillbridge_connected', __NAMESPACE__ . '\on_connected' );
}

/**
 * Why a kind cannot be sent now, or null where it can.
 *
 * @param string $kind One of Push_Filter\KINDS.
 */
function refusal( string $kind ): ?\WP_Error {
	if ( ! class_exists( 'WooCommerce' ) ) {
		return new \WP_Error( 'tillbridge_no_woocommerce', __( 'WooCommerce is not active, so nothing can be sent. Activate it under Plugins › Installed Plugins.', 'tillbridge' ) );
	}
	if ( null === Connection\connection() ) {
		return new \WP_Error( 'tillbridge_not_connected', __( 'This shop is not connected yet. Paste the connection code under WooCommerce › Settings › Integration › Tillbridge.', 'tillbridge' ) );
	}
	if ( ! is_wanted( $kind ) ) {
		$sentences = array(
			'orders'    => __( 'Orders are switched off, so none can be sent. Switch them on in Tillbridge under Settings › What is sent.', 'tillbridge' ),
			'products'  => __( 'Products are switched off, so none can be sent. Switch them on in Tillbridge under Settings › What is sent.', 'tillbridge' ),
			'customers' => __( 'Customers are switched off, so none can be sent. Switch them on in Tillbridge under Settings › What is sent.', 'tillbridge' ),
		);
		return new \WP_Error( 'tillbridge_not_wanted', $sentences[ $kind ] ?? '' );
	}
	return null;
}

/**
 * Whether the Worker's settings let a kind in.
 *
 * @param string $kind One of Push_Filter\KINDS.
 */
function is_wanted( string $kind ): bool {
	$subject_kinds = array(
		'orders'    => 'order',
		'products'  => 'product',
		'customers' => 'customer',
	);
	return in_array( $subject_kinds[ $kind ] ?? '', Connection\wanted_kinds(), true );
}

/**
 * Begins a push of all that matches. Its first records are marked by the first step.
 *
 * @param PushFilter $filter  From Push_Filter\read().
 * @param int        $user_id Who asks; 0 for the command line.
 * @return string|\WP_Error The ID of the push.
 */
function begin( array $filter, int $user_id ) {
	$refusal = refusal( $filter['kind'] );
	if ( null !== $refusal ) {
		return $refusal;
	}
	$run = new_run( $filter, $user_id );
	if ( 0 === $run['total'] ) {
		return nothing_matches();
	}
	if ( ! Push_Runs\add( $run ) ) {
		return new \WP_Error( 'tillbridge_push_runs', __( 'Another push is still running. Wait until it is finished, or cancel it under WooCommerce › Send to QuickBooks.', 'tillbridge' ) );
	}
	return $run['id'];
}

/**
 * Marks the next records of a push.
 *
 * The step is claimed by compare-and-set before anything is marked, and the cursor moves after it: of
 * two at once one finds nothing to do, and a step whose request died is done again, which costs
 * nothing, as a row that is marked twice is one row.
 *
 * @param string $id Of the push.
 * @return string `marked`; `full` while enough is on its way; `busy` while another request does it; `ended`.
 */
function step( string $id ): string {
	global $wpdb;
	$run = Push_Runs\run( $id );
	if ( null === $run || Push_Runs\RUNNING !== $run['state'] ) {
		return 'ended';
	}
	if ( on_their_way() >= WAITING_MAX ) {
		return 'full';
	}
	$claim      = wp_generate_password( 12, false );
	$claimed    = null;
	$is_claimed = Push_Runs\change(
		$id,
		static function ( array $now ) use ( $claim, &$claimed ): ?array {
			if ( Push_Runs\RUNNING !== $now['state'] || $now['claimed_until'] > time() ) {
				return null;
			}
			$now['claim']         = $claim;
			$now['claimed_until'] = time() + CLAIM_SECONDS;
			$claimed              = $now;
			return $now;
		}
	);
	if ( ! $is_claimed || null === $claimed ) {
		return 'busy';
	}
	$records = Push_Filter\span(
		$claimed['filter'],
		array(
			'above' => $claimed['cursor'],
			'up_to' => $claimed['last_id'],
			'limit' => STEP_MAX,
		)
	);
	if ( '' !== $wpdb->last_error || ! Outbox\mark( array_column( $records, 'subject' ), true ) ) {
		// As in a deadlock: the step is done again. That there were no records is no end then.
		release( $id, $claim );
		return 'busy';
	}
	end_step( $id, $claim, $records );
	return 'marked';
}

/**
 * Moves the cursor behind what was marked. A push that was cancelled meanwhile stays so, and counts
 * what went nevertheless.
 *
 * @param string                                $id      Of the push.
 * @param string                                $claim   Whose step it was.
 * @param list<array{id: int, subject: string}> $records What was marked.
 */
function end_step( string $id, string $claim, array $records ): void {
	Push_Runs\change(
		$id,
		static function ( array $now ) use ( $claim, $records ): ?array {
			if ( $now['claim'] !== $claim ) {
				return null;
			}
			$marked               = count( $records );
			$now['claim']         = '';
			$now['claimed_until'] = 0;
			$now['done']         += $marked;
			if ( $marked > 0 ) {
				$now['cursor'] = $records[ $marked - 1 ]['id'];
			}
			if ( $marked < STEP_MAX && Push_Runs\RUNNING === $now['state'] ) {
				$now['state']    = Push_Runs\FINISHED;
				$now['ended_at'] = time();
			}
			return $now;
		}
	);
}

/**
 * Lets another step begin where this one marked nothing.
 *
 * @param string $id    Of the push.
 * @param string $claim Whose step it was.
 */
function release( string $id, string $claim ): void {
	Push_Runs\change(
		$id,
		static function ( array $now ) use ( $claim ): ?array {
			if ( $now['claim'] !== $claim ) {
				return null;
			}
			$now['claim']         = '';
			$now['claimed_until'] = 0;
			return $now;
		}
	);
}

/**
 * Stops a push. What it has marked stays marked and is sent.
 *
 * @param string $id Of the push.
 * @return bool Whether it was running.
 */
function cancel( string $id ): bool {
	return Push_Runs\change(
		$id,
		static function ( array $now ): ?array {
			if ( Push_Runs\RUNNING !== $now['state'] ) {
				return null;
			}
			$now['state']    = Push_Runs\CANCELLED;
			$now['ended_at'] = time();
			return $now;
		}
	);
}

/**
 * A push into the books of one store does not go on into another's.
 *
 * @param bool $is_same_store Whether it was connected to the same store before.
 */
function on_connected( bool $is_same_store ): void {
	if ( ! $is_same_store ) {
		cancel_all();
	}
}

/**
 * Stops whatever runs: the shop is no longer connected.
 */
function cancel_all(): void {
	$run = Push_Runs\running();
	if ( null !== $run ) {
		cancel( $run['id'] );
	}
}

/**
 * Marks what a person chose one by one, at once and beside a push that runs.
 *
 * @param PushFilter $filter  With IDs.
 * @param int        $user_id Who asks.
 * @return int|\WP_Error How many were marked.
 */
function send_chosen( array $filter, int $user_id ) {
	$refusal = refusal( $filter['kind'] );
	if ( null !== $refusal ) {
		return $refusal;
	}
	if ( array() === $filter['ids'] ) {
		return new \WP_Error( 'tillbridge_none_chosen', __( 'Nothing is chosen. Tick the records that are to be sent.', 'tillbridge' ) );
	}
	$run = new_run( $filter, $user_id );
	do {
		$records = Push_Filter\span(
			$filter,
			array(
				'above' => $run['cursor'],
				'up_to' => $run['last_id'],
				'limit' => STEP_MAX,
			)
		);
		if ( ! Outbox\mark( array_column( $records, 'subject' ), true ) ) {
			return new \WP_Error( 'tillbridge_database', __( 'The shop’s database was busy, so not everything was noted. Send the same records again: what was noted already goes only once.', 'tillbridge' ) );
		}
		$run['done']  += count( $records );
		$run['cursor'] = array() === $records ? $run['cursor'] : $records[ count( $records ) - 1 ]['id'];
	} while ( STEP_MAX === count( $records ) );
	if ( 0 === $run['done'] ) {
		return nothing_matches();
	}
	$run['state']    = Push_Runs\FINISHED;
	$run['ended_at'] = time();
	Push_Runs\add( $run );
	return $run['done'];
}

/**
 * Goes on with the push that runs until the time is up or enough is on its way.
 *
 * @param float $seconds For so long.
 */
function go_on( float $seconds ): void {
	$ends_at = microtime( true ) + $seconds;
	do {
		$run = Push_Runs\running();
		if ( null === $run || 'marked' !== step( $run['id'] ) ) {
			return;
		}
	} while ( microtime( true ) < $ends_at );
}

/**
 * The same from the drain's action.
 */
function run_in_background(): void {
	// Without WooCommerce its tables stay and its words are gone.
	if ( null !== Connection\connection() && class_exists( 'WooCommerce' ) ) {
		go_on( BACKGROUND_SECONDS );
	}
}

/**
 * How many pushed rows of any kind wait to be sent.
 */
function on_their_way(): int {
	return Push_Runs\rows( array( '' ), Outbox\WAITING, 0 );
}

/**
 * A push that has not begun.
 *
 * @param PushFilter $filter  From Push_Filter\read().
 * @param int        $user_id Who asks.
 * @return PushRun
 */
function new_run( array $filter, int $user_id ): array {
	return array(
		'id'            => bin2hex( random_bytes( 8 ) ),
		'kind'          => $filter['kind'],
		'filter'        => $filter,
		'total'         => Push_Filter\count_matching( $filter ),
		'done'          => 0,
		'cursor'        => 0,
		'last_id'       => Push_Filter\last_id( $filter ),
		'state'         => Push_Runs\RUNNING,
		'user_id'       => $user_id,
		'began_at'      => time(),
		'ended_at'      => 0,
		'claim'         => '',
		'claimed_until' => 0,
	);
}

/**
 * The answer to a filter that nothing matches.
 */
function nothing_matches(): \WP_Error {
	return new \WP_Error( 'tillbridge_nothing', __( 'Nothing matches, so nothing is sent. Drafts and what is in the trash never go.', 'tillbridge' ) );
}
