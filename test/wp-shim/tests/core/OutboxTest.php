<?php
/**
 * The outbox.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Outbox;
use Tillbridge\Tests\PluginCase;
use function Tillbridge\Installation\outbox_table;

/**
 * One row a subject, and nothing lost.
 */
final class OutboxTest extends PluginCase {

	const PROBLEM = array(
		'code'    => 'a-code',
		'summary' => 'What happened.',
		'remedy'  => 'What to do.',
	);

	public function test_fifty_marks_are_one_row_with_the_last_generation(): void {
		$generations = array();
		for ( $mark = 0; $mark < 50; $mark++ ) {
			Outbox\mark( array( 'order:1042' ) );
			$generations[] = self::generation( 'order:1042' );
		}
		self::assertSame( array( 'order:1042' ), array_keys( self::outbox() ) );
		self::assertSame( array_values( array_unique( $generations ) ), $generations );
		self::assertSame( max( $generations ), self::generation( 'order:1042' ) );
	}

	public function test_many_subjects_are_one_row_each_with_a_generation_of_their_own(): void {
		$subjects = array_map( static fn ( int $id ): string => "order:$id", range( 1, 1200 ) );
		Outbox\mark( $subjects );
		self::assertCount( 1200, self::outbox() );
		$generations = array_column( self::outbox(), 'generation' );
		self::assertGreaterThan( 1500000000000000, (int) min( $generations ) );
	}

	public function test_a_generation_grows_even_when_the_clock_went_back(): void {
		Outbox\mark( array( 'order:1042' ) );
		// In the year 2100, as a server's clock may have thought.
		self::write( "generation = 4102444800000000" );
		Outbox\mark( array( 'order:1042' ) );
		self::assertSame( 4102444800000001, self::generation( 'order:1042' ) );
	}

	public function test_a_generation_grows_also_across_a_row_that_was_sent_in_between(): void {
		Outbox\mark( array( 'order:1042' ) );
		$first = self::outbox()['order:1042']['generation'];
		Outbox\remove( 'order:1042', $first );
		Outbox\mark( array( 'order:1042' ) );
		self::assertGreaterThan( (int) $first, self::generation( 'order:1042' ) );
	}

	public function test_a_row_that_was_marked_again_is_not_removed(): void {
		Outbox\mark( array( 'order:1042' ) );
		$read = self::outbox()['order:1042']['generation'];
		Outbox\mark( array( 'order:1042' ) );
		Outbox\remove( 'order:1042', $read );
		self::assertCount( 1, self::outbox() );
	}

	public function test_a_row_is_left_alone_until_the_request_that_marked_it_has_ended(): void {
		Outbox\mark( array( 'order:1042' ) );
		self::assertSame( array(), Outbox\due_rows( 100 ) );
		self::settle();
		self::assertSame( array( 'order:1042' ), array_column( Outbox\due_rows( 100 ), 'subject' ) );
	}

	public function test_each_mark_lets_a_row_settle_anew(): void {
		self::due( 'order:1042' );
		Outbox\mark( array( 'order:1042' ) );
		self::assertSame( array(), Outbox\due_rows( 100 ) );
	}

	public function test_what_a_person_sends_goes_at_once_and_stays_pushed(): void {
		Outbox\mark( array( 'order:1042' ), true );
		self::assertTrue( Outbox\due_rows( 100 )[0]['is_pushed'] );
		self::due( 'order:1042' );
		self::assertTrue( Outbox\due_rows( 100 )[0]['is_pushed'] );
	}

	public function test_a_push_does_not_hurry_a_record_that_is_still_being_written(): void {
		Outbox\mark( array( 'order:1042' ) );
		Outbox\mark( array( 'order:1042' ), true );
		self::assertSame( array(), Outbox\due_rows( 100 ) );
		self::settle();
		self::assertTrue( Outbox\due_rows( 100 )[0]['is_pushed'] );
	}

	public function test_what_was_marked_first_goes_first(): void {
		self::due( 'order:3' );
		self::due( 'order:1' );
		self::due( 'order:2' );
		self::assertSame( array( 'order:3', 'order:1' ), array_column( Outbox\due_rows( 2 ), 'subject' ) );
	}

	public function test_a_row_put_off_waits_with_its_reason_in_sight(): void {
		self::due( 'order:1042' );
		Outbox\put_off( 'order:1042', self::outbox()['order:1042']['generation'], time() + 3600, self::PROBLEM );
		self::assertSame( array(), Outbox\due_rows( 100 ) );
		$row = array(
			'subject' => 'order:1042',
			'state'   => 'waiting',
			'problem' => self::PROBLEM,
		);
		self::assertSame( array( $row ), Outbox\rows_with_problem( 10 ) );
	}

	public function test_a_row_set_aside_does_not_go_by_itself(): void {
		self::set_aside( 'order:1042' );
		self::assertSame( array(), Outbox\due_rows( 100 ) );
		self::assertSame( 1, Outbox\backlog()['refused'] );
		self::assertSame( self::PROBLEM, Outbox\rows_of( array( 'order:1042' ) )['order:1042']['problem'] );
	}

	public function test_a_row_set_aside_goes_again_when_its_subject_changes(): void {
		self::set_aside( 'order:1042' );
		self::due( 'order:1042' );
		self::assertSame( array( 'order:1042' ), array_column( Outbox\due_rows( 100 ), 'subject' ) );
		self::assertNull( self::outbox()['order:1042']['problem'] );
	}

	public function test_a_row_set_aside_goes_at_once_when_a_person_sends_it(): void {
		self::set_aside( 'order:1042' );
		Outbox\mark( array( 'order:1042' ), true );
		self::assertSame( array( 'order:1042' ), array_column( Outbox\due_rows( 100 ), 'subject' ) );
	}

	public function test_a_row_that_changed_meanwhile_is_neither_set_aside_nor_put_off(): void {
		self::due( 'order:1042' );
		$read = self::outbox()['order:1042']['generation'];
		self::due( 'order:1042' );
		Outbox\set_aside( 'order:1042', $read, self::PROBLEM );
		Outbox\put_off( 'order:1042', $read, time() + 3600, self::PROBLEM );
		self::assertSame( array( 'order:1042' ), array_column( Outbox\due_rows( 100 ), 'subject' ) );
	}

	public function test_what_ends_each_reading_by_a_fatal_error_comes_last_and_alone(): void {
		self::due( 'order:1' );
		for ( $attempt = 0; $attempt < 3; $attempt++ ) {
			Outbox\begin_attempt( array( 'order:1' ) );
		}
		self::due( 'order:2', 'order:3' );
		self::assertSame( array( 'order:2', 'order:3' ), array_column( Outbox\due_rows( 100 ), 'subject' ) );
		foreach ( Outbox\due_rows( 100 ) as $row ) {
			Outbox\remove( $row['subject'], $row['generation'] );
		}
		self::assertSame( array( 'order:1' ), array_column( Outbox\due_rows( 100 ), 'subject' ) );
	}

	public function test_a_reading_that_went_well_is_not_counted(): void {
		self::due( 'order:1' );
		Outbox\begin_attempt( array( 'order:1' ) );
		Outbox\forget_attempts( array( 'order:1' ) );
		self::assertSame( 0, Outbox\due_rows( 100 )[0]['attempts'] );
	}

	public function test_the_backlog_says_how_much_waits_and_since_when(): void {
		self::due( 'order:1' );
		self::write( 'marked_at = 1790000000' );
		Outbox\mark( array( 'order:2' ) );
		self::set_aside( 'order:3' );
		self::write( 'marked_at = 1780000000', "subject = 'order:3'" );
		$expected = array(
			'waiting'          => 2,
			'due'              => 1,
			'oldest_marked_at' => 1790000000,
			'refused'          => 1,
		);
		self::assertSame( $expected, Outbox\backlog() );
	}

	private static function generation( string $subject ): int {
		return (int) self::outbox()[ $subject ]['generation'];
	}

	private static function set_aside( string $subject ): void {
		global $wpdb;
		Outbox\mark( array( $subject ) );
		Outbox\set_aside( $subject, self::outbox()[ $subject ]['generation'], self::PROBLEM );
	}

	private static function write( string $columns, string $where = '1 = 1' ): void {
		global $wpdb;
		$wpdb->query( 'UPDATE ' . outbox_table() . " SET $columns WHERE $where" );
	}
}
