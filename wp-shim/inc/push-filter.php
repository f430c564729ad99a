<?php
/**
 * Which records a person means who wants them sent: read from what they chose, counted and listed.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Filter;

use Tillbridge\Push_Source;
use function Tillbridge\Subject\subject;

defined( 'ABSPATH' ) || exit;

const KINDS = array( 'orders', 'products', 'customers' );

/** Chosen one by one: more than a page of any list of the admin shows. */
const IDS_MAX = 1000;

/** Dates are days of the shop's zone. */
const DATE_FORMAT = 'Y-m-d';

/**
 * A filter from what a person chose, or which part of it cannot be.
 *
 * @param string               $kind   One of KINDS.
 * @param array<string, mixed> $chosen `after` and `before` (days, both included), `statuses`, `ids`, `is_unsent`; all may be missing.
 * @return PushFilter|\WP_Error
 */
function read( string $kind, array $chosen ) {
	if ( ! in_array( $kind, KINDS, true ) ) {
		/* translators: 1: what was given, 2: what is known */
		return new \WP_Error( 'tillbridge_kind', sprintf( __( '“%1$s” cannot be sent; known are %2$s.', 'tillbridge' ), $kind, implode( ', ', KINDS ) ) );
	}
	$days = array();
	foreach ( array( 'after', 'before' ) as $name ) {
		$days[ $name ] = is_scalar( $chosen[ $name ] ?? '' ) ? trim( (string) ( $chosen[ $name ] ?? '' ) ) : '';
		if ( '' !== $days[ $name ] && ! is_day( $days[ $name ] ) ) {
			/* translators: 1: what was given, 2: such as 2026-03-31 */
			return new \WP_Error( 'tillbridge_date', sprintf( __( '“%1$s” is not a date. Write it like %2$s.', 'tillbridge' ), $days[ $name ], gmdate( DATE_FORMAT ) ) );
		}
	}
	if ( '' !== $days['after'] && '' !== $days['before'] && $days['after'] > $days['before'] ) {
		return new \WP_Error( 'tillbridge_date', __( 'The first day is later than the last: no record can match. Exchange the two dates.', 'tillbridge' ) );
	}
	$statuses = statuses_in( $kind, (array) ( $chosen['statuses'] ?? array() ) );
	if ( is_wp_error( $statuses ) ) {
		return $statuses;
	}
	$ids = ids_in( (array) ( $chosen['ids'] ?? array() ) );
	if ( is_wp_error( $ids ) ) {
		return $ids;
	}
	return array(
		'kind'      => $kind,
		'after'     => $days['after'],
		'before'    => $days['before'],
		'statuses'  => $statuses,
		'ids'       => $ids,
		'is_unsent' => ! empty( $chosen['is_unsent'] ),
	);
}

/**
 * The statuses a person may choose among, by name. Drafts and the trash are none of them: they never
 * go, whatever was chosen.
 *
 * @param string $kind One of KINDS.
 * @return array<string, string>
 */
function statuses( string $kind ): array {
	switch ( $kind ) {
		case 'orders':
			return array_diff_key( wc_get_order_statuses(), array_flip( Push_Source\NEVER['orders'] ) );
		case 'products':
			return array_diff_key( get_post_statuses(), array_flip( Push_Source\NEVER['products'] ) );
		default:
			return array();
	}
}

/**
 * How many records match.
 *
 * @param PushFilter $filter From read().
 */
function count_matching( array $filter ): int {
	global $wpdb;
	$source = Push_Source\source( $filter );
	// phpcs:ignore WordPress.DB.PreparedSQL -- its parts are prepared where they are made.
	return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$source['from']} WHERE {$source['where']}" );
}

/**
 * The highest ID that matches, or 0: what comes to match while a push runs is not part of it.
 *
 * @param PushFilter $filter From read().
 */
function last_id( array $filter ): int {
	global $wpdb;
	$source = Push_Source\source( $filter );
	// phpcs:ignore WordPress.DB.PreparedSQL -- its parts are prepared where they are made.
	return (int) $wpdb->get_var( "SELECT MAX({$source['id']}) FROM {$source['from']} WHERE {$source['where']}" );
}

/**
 * One page for the screen, newest first.
 *
 * An offset reads what it skips, all of it from an index: the last page of 50,000 takes as long as
 * counting them.
 *
 * @param PushFilter $filter From read().
 * @param int        $offset How many to skip.
 * @param int        $limit  At most so many.
 * @return list<array{id: int, subject: string}>
 */
function page( array $filter, int $offset, int $limit ): array {
	global $wpdb;
	$source = Push_Source\source( $filter );
	return records(
		$wpdb->get_results(
			$wpdb->prepare(
				"SELECT {$source['id']} AS id, {$source['kind']} AS kind FROM {$source['from']} WHERE {$source['where']} ORDER BY {$source['id']} DESC LIMIT %d OFFSET %d", // phpcs:ignore WordPress.DB.PreparedSQL -- its parts are prepared where they are made.
				$limit,
				$offset
			),
			ARRAY_A
		)
	);
}

/**
 * The next records of a push, oldest first, found by the key: the thousandth step costs what the
 * first does.
 *
 * @param PushFilter                                $filter From read().
 * @param array{above: int, up_to: int, limit: int} $span   Between which IDs, and at most how many.
 * @return list<array{id: int, subject: string}>
 */
function span( array $filter, array $span ): array {
	global $wpdb;
	$source = Push_Source\source( $filter );
	return records(
		$wpdb->get_results(
			$wpdb->prepare(
				"SELECT {$source['id']} AS id, {$source['kind']} AS kind FROM {$source['from']} WHERE {$source['where']} AND {$source['id']} > %d AND {$source['id']} <= %d ORDER BY {$source['id']} LIMIT %d", // phpcs:ignore WordPress.DB.PreparedSQL -- its parts are prepared where they are made.
				$span['above'],
				$span['up_to'],
				$span['limit']
			),
			ARRAY_A
		)
	);
}

/**
 * Rows as the database gives them.
 *
 * @param mixed $rows From get_results.
 * @return list<array{id: int, subject: string}>
 */
function records( $rows ): array {
	$records = array();
	foreach ( (array) $rows as $row ) {
		$records[] = array(
			'id'      => (int) $row['id'],
			'subject' => subject( (string) $row['kind'], (int) $row['id'] ),
		);
	}
	return $records;
}

/**
 * The chosen statuses as they are stored, or which of them nobody knows.
 *
 * @param string       $kind   One of KINDS.
 * @param array<mixed> $chosen Orders' with or without `wc-`.
 * @return list<string>|\WP_Error
 */
function statuses_in( string $kind, array $chosen ) {
	$known  = statuses( $kind );
	$stored = array();
	foreach ( $chosen as $status ) {
		$status = is_scalar( $status ) ? trim( (string) $status ) : '';
		if ( '' === $status ) {
			continue;
		}
		$name = isset( $known[ "wc-$status" ] ) ? "wc-$status" : $status;
		if ( ! isset( $known[ $name ] ) ) {
			return array() === $known
				? new \WP_Error( 'tillbridge_status', __( 'Customers have no status to choose by.', 'tillbridge' ) )
				: new \WP_Error(
					'tillbridge_status',
					/* translators: 1: what was given, 2: what can be chosen */
					sprintf( __( '“%1$s” is no status that can be sent. Choose among %2$s; drafts and the trash never go.', 'tillbridge' ), $status, str_replace( 'wc-', '', implode( ', ', array_keys( $known ) ) ) )
				);
		}
		$stored[] = $name;
	}
	return array_values( array_unique( $stored ) );
}

/**
 * The chosen IDs, each once, or which of them is none.
 *
 * @param array<mixed> $chosen As forms and command lines have them.
 * @return list<int>|\WP_Error
 */
function ids_in( array $chosen ) {
	$ids = array();
	foreach ( $chosen as $id ) {
		$text = is_scalar( $id ) ? trim( (string) $id ) : '';
		if ( 1 !== preg_match( '/^[1-9]\d{0,18}$/', $text ) ) {
			/* translators: %s: what was given */
			return new \WP_Error( 'tillbridge_ids', sprintf( __( '“%s” is not the ID of a record: an ID is a number such as 1042.', 'tillbridge' ), $text ) );
		}
		$ids[ $text ] = (int) $text;
	}
	if ( count( $ids ) > IDS_MAX ) {
		/* translators: %s: a number such as 1,000 */
		return new \WP_Error( 'tillbridge_ids', sprintf( __( 'At most %s records can be chosen one by one. Use dates and statuses for more.', 'tillbridge' ), number_format_i18n( IDS_MAX ) ) );
	}
	return array_values( $ids );
}

/**
 * Whether a text is a day of the calendar.
 *
 * @param string $text Such as `2026-03-31`.
 */
function is_day( string $text ): bool {
	$day = \DateTimeImmutable::createFromFormat( '!' . DATE_FORMAT, $text );
	return false !== $day && $day->format( DATE_FORMAT ) === $text;
}
