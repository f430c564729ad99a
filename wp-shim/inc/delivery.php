<?php
/**
 * The drain: reads what is due afresh, sends it signed, and removes a row only by the Worker's word.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Delivery;

use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Outcomes;
use Tillbridge\Snapshot;
use Tillbridge\Trouble;
use Tillbridge\Worker;
use function Tillbridge\Envelope\envelope;
use function Tillbridge\Subject\kind_of;

defined( 'ABSPATH' ) || exit;

/** Of a background run: hosts end a request after thirty. */
const RUN_SECONDS = 20;

/** Of one request, envelope included; a single change may be larger, up to what the Worker takes. */
const REQUEST_BYTES_MAX = 1048576;
/** Room for everything around the changes. */
const ENVELOPE_BYTES   = 4096;
const CHANGE_BYTES_MAX = 5242880 - ENVELOPE_BYTES;

/** What comes back is asked for so often where there is nothing to send. */
const POLL_SECONDS = 300;

/** A record that the shop itself cannot show is tried again. */
const UNREADABLE_RETRY_SECONDS = HOUR_IN_SECONDS;

/**
 * Sends what is due, and hears what came of earlier changes, until nothing is left or the time is up.
 *
 * @param array{seconds?: int, is_asked_for?: bool} $options `is_asked_for`: a person or the Worker asks, so that no pause is kept and outcomes are asked for.
 * @return array{kind: 'done', sent: int, outcomes: int}|array{kind: 'busy'}|array{kind: 'not-connected'}|array{kind: 'stopped', sent: int, outcomes: int, trouble: Problem}
 */
function drain( array $options = array() ): array {
	if ( null === Connection\connection() ) {
		return array( 'kind' => 'not-connected' );
	}
	$lock = Delivery_State\take_lock();
	if ( null === $lock ) {
		return array( 'kind' => 'busy' );
	}
	try {
		return drain_alone( $options );
	} finally {
		Delivery_State\release_lock( $lock );
	}
}

/**
 * The drain, under the lock.
 *
 * @param array{seconds?: int, is_asked_for?: bool} $options As above.
 * @return array{kind: 'done', sent: int, outcomes: int}|array{kind: 'stopped', sent: int, outcomes: int, trouble: Problem}
 */
function drain_alone( array $options ): array {
	$ends_at      = microtime( true ) + ( $options['seconds'] ?? RUN_SECONDS );
	$is_asked_for = $options['is_asked_for'] ?? false;
	$report       = array(
		'kind'     => 'done',
		'sent'     => 0,
		'outcomes' => 0,
	);
	if ( ! Connection\is_where_it_was_connected() ) {
		$trouble = Trouble\moved_here();
		Delivery_State\fail( $trouble );
		return stopped( $report, $trouble );
	}
	$state = Delivery_State\state();
	if ( ! $is_asked_for && null !== $state['trouble'] && $state['not_before'] > time() ) {
		return stopped( $report, $state['trouble'] );
	}
	$is_poll_due = $is_asked_for || ( $state['contacted_at'] ?? 0 ) + POLL_SECONDS <= time();
	do {
		$batch = next_batch( $ends_at );
		if ( array() === $batch['changes'] && ! $batch['is_more'] && ! $is_poll_due ) {
			break;
		}
		if ( array() === $batch['changes'] && $batch['is_more'] ) {
			continue;
		}
		$step = send_batch( $batch['changes'] );
		if ( 'failed' === $step['kind'] ) {
			return stopped( $report, $step['trouble'] );
		}
		$report['sent']     += $step['sent'];
		$report['outcomes'] += $step['outcomes'];
		$is_poll_due         = $step['is_more'];
	} while ( microtime( true ) < $ends_at );
	return $report;
}

/**
 * A report of a run that did not come to its end.
 *
 * @param array{kind: 'done', sent: int, outcomes: int} $report  So far.
 * @param Problem                                       $trouble What stopped it.
 * @return array{kind: 'stopped', sent: int, outcomes: int, trouble: Problem}
 */
function stopped( array $report, array $trouble ): array {
	return array(
		'kind'     => 'stopped',
		'sent'     => $report['sent'],
		'outcomes' => $report['outcomes'],
		'trouble'  => $trouble,
	);
}

/**
 * Reads what is due until the batch is full or the time is up. Rows that need no telling are gone
 * afterwards; `is_more` says that there may be further ones.
 *
 * @param float $ends_at On the clock of microtime.
 * @return array{changes: list<Change>, is_more: bool}
 */
function next_batch( float $ends_at ): array {
	$limit = Delivery_State\state()['batch_max'];
	$rows  = Outbox\due_rows( $limit );
	$wants = Connection\wanted_kinds();
	Outbox\begin_attempt( array_column( $rows, 'subject' ) );
	$changes = array();
	$bytes   = ENVELOPE_BYTES;
	$is_more = count( $rows ) === $limit;
	foreach ( $rows as $row ) {
		if ( array() !== $changes && microtime( true ) >= $ends_at ) {
			$is_more = true;
			break;
		}
		$change = change_or_put_off( $row, $wants );
		if ( null === $change ) {
			$is_more = true;
			continue;
		}
		if ( array() !== $changes && $bytes + strlen( $change['json'] ) > REQUEST_BYTES_MAX ) {
			$is_more = true;
			break;
		}
		$changes[] = $change;
		$bytes    += strlen( $change['json'] ) + 1;
	}
	Outbox\forget_attempts( array_column( $rows, 'subject' ) );
	return array(
		'changes' => $changes,
		'is_more' => $is_more,
	);
}

/**
 * The same as change_of(), whatever other plugins throw into the reading. What ended several readings
 * by a fatal error is put off beforehand: if this one ends so, too, its reason is in sight, and it
 * does not end every run from now on.
 *
 * @param OutboxRow    $row   The row.
 * @param list<string> $wants Kinds that the Worker lets in.
 * @return Change|null
 */
function change_or_put_off( array $row, array $wants ): ?array {
	$is_feared = $row['attempts'] >= Outbox\ATTEMPTS_TOGETHER_MAX;
	$cause     = __( 'reading it ends PHP by a fatal error; PHP’s error log says which.', 'tillbridge' );
	try {
		if ( $is_feared ) {
			put_off( $row, $cause );
		}
		$change = change_of( $row, $wants );
	} catch ( \Throwable $thrown ) {
		put_off( $row, $thrown->getMessage() );
		return null;
	}
	if ( $is_feared && null !== $change ) {
		Outbox\put_off( $row['subject'], $row['generation'], time(), null );
	}
	return $change;
}

/**
 * Puts off what the shop itself cannot show.
 *
 * @param OutboxRow $row   The row.
 * @param string    $cause What was said where it failed.
 */
function put_off( array $row, string $cause ): void {
	$problem = Snapshot\unreadable( $row['subject'], $cause )['problem'];
	Outbox\put_off( $row['subject'], $row['generation'], time() + UNREADABLE_RETRY_SECONDS, $problem );
}

/**
 * One row as a change, or null where there is nothing to tell: then its row is dealt with.
 *
 * @param OutboxRow    $row   The row.
 * @param list<string> $wants Kinds that the Worker lets in.
 * @return Change|null
 */
function change_of( array $row, array $wants ): ?array {
	if ( ! in_array( kind_of( $row['subject'] ), $wants, true ) ) {
		Outbox\remove( $row['subject'], $row['generation'] );
		return null;
	}
	$read = Snapshot\read( $row['subject'] );
	switch ( $read['kind'] ) {
		case 'not-told':
			Outbox\remove( $row['subject'], $row['generation'] );
			return null;
		case 'unreadable':
			Outbox\put_off( $row['subject'], $row['generation'], time() + UNREADABLE_RETRY_SECONDS, $read['problem'] );
			return null;
		case 'gone':
			return change( $row, array( 'event' => 'deleted' ), '', 'gone' );
		case 'present':
			$said = array(
				'event'    => $row['is_pushed'] ? 'pushed' : 'changed',
				'snapshot' => $read['snapshot'],
			);
			if ( null !== $read['refunds'] ) {
				$said['refunds'] = $read['refunds'];
			}
			return change( $row, $said, $read['modified'], Snapshot\content_of( $read['snapshot'], $read['refunds'] ) );
	}
}

/**
 * A change as it leaves, or null when it is larger than any request may be: then it is set aside.
 *
 * @param OutboxRow            $row      The row.
 * @param array<string, mixed> $said     Event, snapshot and refunds.
 * @param string               $modified The record's own date.
 * @param string               $content  Its hash.
 * @return Change|null
 */
function change( array $row, array $said, string $modified, string $content ): ?array {
	// One broken letter in a name must not stop an order.
	$body = wp_json_encode( $said, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	if ( false === $body ) {
		put_off( $row, json_last_error_msg() );
		return null;
	}
	// As it was read: on a PHP of 32 bits every generation would be the same number, and no news.
	$json = sprintf( '{"subject":"%s","generation":%s,', $row['subject'], $row['generation'] ) . substr( $body, 1 );
	if ( strlen( $json ) > CHANGE_BYTES_MAX ) {
		Outbox\set_aside( $row['subject'], $row['generation'], Trouble\too_large( $row['subject'], strlen( $json ) ) );
		return null;
	}
	return array(
		'row'      => $row,
		'json'     => $json,
		'modified' => $modified,
		'content'  => 'gone' === $content ? '' : $content,
	);
}

/**
 * Sends a batch, halved for as long as it is too large for whatever stands in between.
 *
 * @param list<Change> $changes Empty for a poll.
 * @return array{kind: 'sent', sent: int, outcomes: int, is_more: bool}|array{kind: 'failed', trouble: Problem}
 */
function send_batch( array $changes ): array {
	renew_epoch_where_the_clock_went_back( $changes );
	$connection = Connection\connection();
	$epoch      = Connection\epoch();
	$answer     = Worker\send( 'changes', envelope( array_column( $changes, 'json' ) ) );
	if ( Trouble\is_nonce_used( $answer ) ) {
		$answer = Worker\send( 'changes', envelope( array_column( $changes, 'json' ) ) );
	}
	if ( ! Connection\is_still( $connection, $epoch ) ) {
		// Its verdicts, its cursor and what is wrong there are of another store, or of none.
		return array(
			'kind'    => 'failed',
			'trouble' => Trouble\reconnected(),
		);
	}
	if ( 'answer' === $answer['kind'] && null !== $answer['clock_seconds'] ) {
		Delivery_State\change( array( 'clock_seconds' => $answer['clock_seconds'] ) );
	}
	if ( 'answer' === $answer['kind'] && 413 === $answer['status'] && array() !== $changes ) {
		return send_less( $changes );
	}
	$trouble = Trouble\trouble_in( $answer, $changes );
	if ( null !== $trouble ) {
		Delivery_State\fail( $trouble, 'answer' === $answer['kind'] ? $answer['retry_after'] : null );
		return array(
			'kind'    => 'failed',
			'trouble' => $trouble,
		);
	}
	$body = 'answer' === $answer['kind'] ? (array) $answer['body'] : array();
	apply_verdicts( $changes, $body['verdicts'] );
	$outcomes = Outcomes\apply( $body['outcomes'] ?? array() );
	Connection\remember_wanted_kinds( array_values( array_filter( (array) ( $body['wants'] ?? array() ), 'is_string' ) ) );
	Delivery_State\succeed();
	Delivery_State\change(
		array(
			'outcomes_after' => is_string( $body['outcomesAfter'] ?? null ) ? $body['outcomesAfter'] : null,
			'notice'         => Trouble\problem_in( $body['notice'] ?? null ),
			'batch_max'      => Delivery_State\grown( Delivery_State\state()['batch_max'] ),
		)
	);
	return array(
		'kind'     => 'sent',
		'sent'     => count( $changes ),
		'outcomes' => $outcomes,
		'is_more'  => true === ( $body['more'] ?? false ),
	);
}

/**
 * Too large: half of it next time; a single change is set aside with the reason.
 *
 * @param list<Change> $changes At least one.
 * @return array{kind: 'sent', sent: int, outcomes: int, is_more: bool}|array{kind: 'failed', trouble: Problem}
 */
function send_less( array $changes ): array {
	if ( 1 === count( $changes ) ) {
		$row = $changes[0]['row'];
		Outbox\set_aside( $row['subject'], $row['generation'], Trouble\too_large( $row['subject'], strlen( $changes[0]['json'] ) ) );
		return array(
			'kind'     => 'sent',
			'sent'     => 0,
			'outcomes' => 0,
			'is_more'  => false,
		);
	}
	$half = intdiv( count( $changes ), 2 );
	Delivery_State\change( array( 'batch_max' => $half ) );
	return send_batch( array_slice( $changes, 0, $half ) );
}

/**
 * Within an epoch the Worker takes only what is newer than it knows. A clock that was ahead and is
 * right again would make news look old: then all is told under a new word.
 *
 * @param list<Change> $changes What is about to leave.
 */
function renew_epoch_where_the_clock_went_back( array $changes ): void {
	$told = Ledger\entries_of( array_column( array_column( $changes, 'row' ), 'subject' ) );
	foreach ( $changes as $change ) {
		$before = $told[ $change['row']['subject'] ]['generation'] ?? '0';
		// Exact up to 53 bits, on a PHP of 32 bits as well.
		if ( (float) $change['row']['generation'] <= (float) $before ) {
			Connection\begin_epoch();
			return;
		}
	}
}

/**
 * Does what the Worker's words say: nothing else removes a row or sets it aside.
 *
 * @param list<Change>                                                                   $changes  As they were sent.
 * @param list<array{subject: string, generation: int, verdict: string, problem: mixed}> $verdicts One a change, in their order.
 */
function apply_verdicts( array $changes, array $verdicts ): void {
	$told = array();
	foreach ( $changes as $at => $change ) {
		$row     = $change['row'];
		$verdict = $verdicts[ $at ]['verdict'];
		if ( 'refused' === $verdict ) {
			Outbox\set_aside( $row['subject'], $row['generation'], Trouble\problem_in( $verdicts[ $at ]['problem'] ) ?? Trouble\refused_without_reason() );
			continue;
		}
		Outbox\remove( $row['subject'], $row['generation'] );
		$told[] = array(
			'subject'    => $row['subject'],
			'generation' => $row['generation'],
			'modified'   => $change['modified'],
			'content'    => $change['content'],
			'verdict'    => $verdict,
		);
	}
	Ledger\record( $told );
}
