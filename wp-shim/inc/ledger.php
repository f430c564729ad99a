<?php
/**
 * The ledger: what was told last of each subject. The sweep compares the shop with it, and it tells
 * when the clock behind the generations has gone back.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Ledger;

use function Tillbridge\Installation\ledger_table;

defined( 'ABSPATH' ) || exit;

/**
 * Remembers what was told, in one statement.
 *
 * @param list<array{subject: string, generation: string, modified: string, content: string, verdict: string}> $entries Each subject once.
 */
function record( array $entries ): void {
	global $wpdb;
	if ( array() === $entries ) {
		return;
	}
	$rows = array();
	foreach ( $entries as $entry ) {
		$rows[] = $wpdb->prepare(
			'(%s, %s, %s, %s, %s, %d)',
			$entry['subject'],
			$entry['generation'],
			$entry['modified'],
			$entry['content'],
			$entry['verdict'],
			time()
		);
	}
	$wpdb->query(
		$wpdb->prepare(
			'INSERT INTO %i (subject, generation, modified, content, verdict, delivered_at) VALUES '
			. implode( ', ', $rows ) // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- prepared above, row by row.
			. ' ON DUPLICATE KEY UPDATE
				generation = VALUES(generation),
				modified = VALUES(modified),
				content = VALUES(content),
				verdict = VALUES(verdict),
				delivered_at = VALUES(delivered_at)',
			ledger_table()
		)
	);
}

/**
 * What was told last of some subjects; those of which nothing was ever told are missing.
 *
 * @param list<string> $subjects Such as `order:1042`.
 * @return array<string, LedgerEntry>
 */
function entries_of( array $subjects ): array {
	global $wpdb;
	if ( array() === $subjects ) {
		return array();
	}
	$places = implode( ', ', array_fill( 0, count( $subjects ), '%s' ) );
	return keyed(
		$wpdb->get_results(
			$wpdb->prepare(
				"SELECT * FROM %i WHERE subject IN ($places)", // phpcs:ignore WordPress.DB.PreparedSQL -- a list of placeholders.
				array_merge( array( ledger_table() ), $subjects )
			),
			ARRAY_A
		)
	);
}

/**
 * The entries behind a subject in the order of their names, round and round.
 *
 * @param string $after The last subject that was seen, or nothing.
 * @param int    $limit At most so many.
 * @return array<string, LedgerEntry>
 */
function entries_after( string $after, int $limit ): array {
	global $wpdb;
	return keyed(
		$wpdb->get_results(
			$wpdb->prepare(
				'SELECT * FROM %i WHERE subject > %s ORDER BY subject LIMIT %d',
				ledger_table(),
				$after,
				$limit
			),
			ARRAY_A
		)
	);
}

/**
 * Remembers that a record's own date has moved by our doing, so that the sweep does not take it for
 * news.
 *
 * @param string $subject  Such as `order:1042`.
 * @param string $modified As the record has it now.
 */
function note_modified( string $subject, string $modified ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			'UPDATE %i SET modified = %s WHERE subject = %s',
			ledger_table(),
			$modified,
			$subject
		)
	);
}

/**
 * Forgets one subject: it is gone from the shop, or a person asked for it.
 *
 * @param string $subject Such as `order:1042`.
 */
function forget( string $subject ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE subject = %s', ledger_table(), $subject ) );
}

/**
 * Forgets everything: another store is told from the beginning.
 */
function forget_all(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', ledger_table() ) );
}

/**
 * Rows as the database gives them, by subject.
 *
 * @param mixed $rows From get_results.
 * @return array<string, LedgerEntry>
 */
function keyed( $rows ): array {
	$entries = array();
	foreach ( (array) $rows as $row ) {
		$entries[ (string) $row['subject'] ] = array(
			'generation'   => (string) $row['generation'],
			'modified'     => (string) $row['modified'],
			'content'      => (string) $row['content'],
			'verdict'      => (string) $row['verdict'],
			'delivered_at' => (int) $row['delivered_at'],
		);
	}
	return $entries;
}
