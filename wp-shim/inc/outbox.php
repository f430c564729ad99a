<?php
/**
 * The outbox: one row for each subject that has still to be told, written where the change happens.
 *
 * A row says only that something may have changed. What is sent is read when it is sent, and the row
 * goes only if its generation has not moved since before that reading.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Outbox;

use function Tillbridge\Installation\outbox_table;

defined( 'ABSPATH' ) || exit;

/**
 * A row is left alone for so long after its last mark, so that the request which marked it has
 * written everything: half an order is never read.
 */
const SETTLE_SECONDS = 15;

const WAITING = 'waiting';
const REFUSED = 'refused';

/** Of one statement; MySQL's default packet of 16 MiB holds many times that. */
const ROWS_PER_STATEMENT_MAX = 500;

/** A row that was begun so often and never finished is sent alone, behind all the others. */
const ATTEMPTS_TOGETHER_MAX = 3;

/**
 * Notes that subjects may have changed, in one statement for all of them.
 *
 * A generation is the clock in microseconds, and never less than the row's last: it grows across
 * deleted rows, and, unlike a counter in the database, across a restored backup.
 *
 * @param list<string> $subjects  Such as `order:1042`, each once.
 * @param bool         $is_pushed Whether a person asked for it; stays until the row is sent.
 * @return bool Whether the database took them all.
 */
function mark( array $subjects, bool $is_pushed = false ): bool {
	global $wpdb;
	$now        = time();
	$due_at     = $is_pushed ? $now : $now + SETTLE_SECONDS;
	$is_written = true;
	foreach ( array_chunk( $subjects, ROWS_PER_STATEMENT_MAX ) as $chunk ) {
		$rows = array();
		foreach ( $chunk as $subject ) {
			$rows[] = $wpdb->prepare(
				'(%s, %s, %d, %d, %d)',
				$subject,
				next_generation(),
				(int) $is_pushed,
				$now,
				$due_at
			);
		}
		// CASE and not GREATEST: WordPress on SQLite cuts what GREATEST returns to 32 bits. A push does
		// not hurry a row that is still settling; a row that was put off has a problem and is hurried.
		$taken      = $wpdb->query(
			$wpdb->prepare(
				'INSERT INTO %i (subject, generation, is_pushed, marked_at, due_at) VALUES '
				. implode( ', ', $rows ) // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- prepared above, row by row.
				. ' ON DUPLICATE KEY UPDATE
					generation = CASE WHEN generation >= VALUES(generation) THEN generation + 1 ELSE VALUES(generation) END,
					is_pushed = CASE WHEN VALUES(is_pushed) = 1 THEN 1 ELSE is_pushed END,
					due_at = CASE WHEN problem IS NULL AND due_at > VALUES(due_at) THEN due_at ELSE VALUES(due_at) END,
					state = %s,
					problem = NULL',
				outbox_table(),
				WAITING
			)
		);
		$is_written = $is_written && false !== $taken;
	}
	return $is_written;
}

/**
 * The clock in microseconds, as text: larger than 32 bits hold and small enough for JavaScript.
 */
function next_generation(): string {
	return sprintf( '%.0f', microtime( true ) * 1000000 );
}

/**
 * The rows that may be read now, those first that were marked first. Rows that were begun often and
 * never finished come last, one at a time: whatever kills the reading of one does not stop the rest.
 *
 * @param int $limit At most so many.
 * @return list<OutboxRow>
 */
function due_rows( int $limit ): array {
	global $wpdb;
	$select = 'SELECT subject, generation, is_pushed, attempts FROM %i WHERE state = %s AND due_at <= %d ';
	$rows   = $wpdb->get_results(
		$wpdb->prepare(
			$select . 'AND attempts < %d ORDER BY generation LIMIT %d', // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- a constant.
			outbox_table(),
			WAITING,
			time(),
			ATTEMPTS_TOGETHER_MAX,
			$limit
		),
		ARRAY_A
	);
	if ( array() === $rows ) {
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				$select . 'ORDER BY attempts, generation LIMIT 1', // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- a constant.
				outbox_table(),
				WAITING,
				time()
			),
			ARRAY_A
		);
	}
	return array_map(
		static function ( array $row ): array {
			return array(
				'subject'    => (string) $row['subject'],
				'generation' => (string) $row['generation'],
				'is_pushed'  => (bool) (int) $row['is_pushed'],
				'attempts'   => (int) $row['attempts'],
			);
		},
		array_values( (array) $rows )
	);
}

/**
 * Counts the beginning of a reading, so that one which ends in a fatal error counts too.
 *
 * @param list<string> $subjects Those about to be read.
 */
function begin_attempt( array $subjects ): void {
	global $wpdb;
	if ( array() === $subjects ) {
		return;
	}
	$places = implode( ', ', array_fill( 0, count( $subjects ), '%s' ) );
	$wpdb->query(
		$wpdb->prepare(
			"UPDATE %i SET attempts = attempts + 1 WHERE subject IN ($places)", // phpcs:ignore WordPress.DB.PreparedSQL -- a list of placeholders.
			array_merge( array( outbox_table() ), $subjects )
		)
	);
}

/**
 * Takes the counting back: the reading went well and only the Worker could not be reached.
 *
 * @param list<string> $subjects Those that were read.
 */
function forget_attempts( array $subjects ): void {
	global $wpdb;
	if ( array() === $subjects ) {
		return;
	}
	$places = implode( ', ', array_fill( 0, count( $subjects ), '%s' ) );
	$wpdb->query(
		$wpdb->prepare(
			"UPDATE %i SET attempts = 0 WHERE subject IN ($places)", // phpcs:ignore WordPress.DB.PreparedSQL -- a list of placeholders.
			array_merge( array( outbox_table() ), $subjects )
		)
	);
}

/**
 * Removes a row, unless it was marked again since its generation was read.
 *
 * @param string $subject    Such as `order:1042`.
 * @param string $generation The one read before the snapshot was.
 */
function remove( string $subject, string $generation ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			'DELETE FROM %i WHERE subject = %s AND generation = %s',
			outbox_table(),
			$subject,
			$generation
		)
	);
}

/**
 * Removes the rows of some subjects, whatever their state: there is nothing more to tell of them.
 *
 * @param list<string> $subjects Such as `order:1042`.
 */
function forget( array $subjects ): void {
	global $wpdb;
	foreach ( array_chunk( $subjects, ROWS_PER_STATEMENT_MAX ) as $chunk ) {
		$places = implode( ', ', array_fill( 0, count( $chunk ), '%s' ) );
		$wpdb->query(
			$wpdb->prepare(
				"DELETE FROM %i WHERE subject IN ($places)", // phpcs:ignore WordPress.DB.PreparedSQL, WordPress.DB.PreparedSQLPlaceholders -- a list of placeholders.
				array_merge( array( outbox_table() ), $chunk )
			)
		);
	}
}

/**
 * What waits is told as a change like any other: the person who pushed it meant other books.
 */
function forget_pushes(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'UPDATE %i SET is_pushed = 0 WHERE is_pushed = 1', outbox_table() ) );
}

/**
 * Sets a row aside with its reason, unless it was marked again meanwhile. It goes again when the
 * subject changes or a person sends it.
 *
 * @param string  $subject    Such as `order:1042`.
 * @param string  $generation The one that was refused.
 * @param Problem $problem    Why.
 */
function set_aside( string $subject, string $generation, array $problem ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			'UPDATE %i SET state = %s, problem = %s WHERE subject = %s AND generation = %s',
			outbox_table(),
			REFUSED,
			wp_json_encode( $problem ),
			$subject,
			$generation
		)
	);
}

/**
 * Puts off a row that cannot be read here, with its reason in sight; without a reason takes that back.
 *
 * @param string       $subject    Such as `order:1042`.
 * @param string       $generation The one that was read.
 * @param int          $due_at     Unix seconds.
 * @param Problem|null $problem    Why.
 */
function put_off( string $subject, string $generation, int $due_at, ?array $problem ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			"UPDATE %i SET due_at = %d, problem = NULLIF(%s, '') WHERE subject = %s AND generation = %s",
			outbox_table(),
			$due_at,
			null === $problem ? '' : wp_json_encode( $problem ),
			$subject,
			$generation
		)
	);
}

/**
 * How much waits, since when, and how much is set aside.
 *
 * @return array{waiting: int, due: int, oldest_marked_at: int|null, refused: int}
 */
function backlog(): array {
	global $wpdb;
	$row = $wpdb->get_row(
		$wpdb->prepare(
			'SELECT COUNT(CASE WHEN state = %s THEN 1 END) AS waiting,
				COUNT(CASE WHEN state = %s AND due_at <= %d THEN 1 END) AS due,
				MIN(CASE WHEN state = %s THEN marked_at END) AS oldest,
				COUNT(CASE WHEN state = %s THEN 1 END) AS refused
			FROM %i',
			WAITING,
			WAITING,
			time(),
			WAITING,
			REFUSED,
			outbox_table()
		),
		ARRAY_A
	);
	return array(
		'waiting'          => (int) ( $row['waiting'] ?? 0 ),
		'due'              => (int) ( $row['due'] ?? 0 ),
		'oldest_marked_at' => isset( $row['oldest'] ) ? (int) $row['oldest'] : null,
		'refused'          => (int) ( $row['refused'] ?? 0 ),
	);
}

/**
 * The rows of some subjects, whatever their state.
 *
 * @param list<string> $subjects Such as `order:1042`.
 * @return array<string, array{state: string, is_pushed: bool, problem: Problem|null}>
 */
function rows_of( array $subjects ): array {
	global $wpdb;
	if ( array() === $subjects ) {
		return array();
	}
	$places = implode( ', ', array_fill( 0, count( $subjects ), '%s' ) );
	$found  = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT subject, state, is_pushed, problem FROM %i WHERE subject IN ($places)", // phpcs:ignore WordPress.DB.PreparedSQL -- a list of placeholders.
			array_merge( array( outbox_table() ), $subjects )
		),
		ARRAY_A
	);
	$rows   = array();
	foreach ( (array) $found as $row ) {
		$rows[ (string) $row['subject'] ] = array(
			'state'     => (string) $row['state'],
			'is_pushed' => (bool) (int) $row['is_pushed'],
			'problem'   => null === $row['problem'] ? null : json_decode( (string) $row['problem'], true ),
		);
	}
	return $rows;
}

/**
 * The rows that were set aside or put off, newest first.
 *
 * @param int $limit At most so many.
 * @return list<array{subject: string, state: string, problem: Problem}>
 */
function rows_with_problem( int $limit ): array {
	global $wpdb;
	$found = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT subject, state, problem FROM %i WHERE problem IS NOT NULL ORDER BY generation DESC LIMIT %d',
			outbox_table(),
			$limit
		),
		ARRAY_A
	);
	return array_map(
		static function ( array $row ): array {
			return array(
				'subject' => (string) $row['subject'],
				'state'   => (string) $row['state'],
				'problem' => json_decode( (string) $row['problem'], true ),
			);
		},
		array_values( (array) $found )
	);
}

/**
 * How many rows wait that are due by then, those put off with a problem left out.
 *
 * @param int $at Unix seconds.
 */
function count_due_until( int $at ): int {
	global $wpdb;
	return (int) $wpdb->get_var(
		$wpdb->prepare(
			'SELECT COUNT(*) FROM %i WHERE state = %s AND due_at <= %d AND problem IS NULL',
			outbox_table(),
			WAITING,
			$at
		)
	);
}

/**
 * The rows in the order in which they go, those set aside at the end.
 *
 * @param int  $limit       At most so many.
 * @param bool $has_problem Only those with a problem.
 * @return list<array{subject: string, state: string, is_pushed: bool, marked_at: int, due_at: int, problem: Problem|null}>
 */
function first_rows( int $limit, bool $has_problem ): array {
	global $wpdb;
	$found = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT subject, state, is_pushed, marked_at, due_at, problem FROM %i WHERE problem IS NOT NULL OR %d = 0 ORDER BY state DESC, generation LIMIT %d',
			outbox_table(),
			(int) $has_problem,
			$limit
		),
		ARRAY_A
	);
	$rows  = array();
	foreach ( (array) $found as $row ) {
		$rows[] = array(
			'subject'   => (string) $row['subject'],
			'state'     => (string) $row['state'],
			'is_pushed' => (bool) (int) $row['is_pushed'],
			'marked_at' => (int) $row['marked_at'],
			'due_at'    => (int) $row['due_at'],
			'problem'   => null === $row['problem'] ? null : json_decode( (string) $row['problem'], true ),
		);
	}
	return $rows;
}
