<?php
/**
 * What becomes of a push.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Outbox;
use Tillbridge\Push;
use Tillbridge\Push_Runs;
use Tillbridge\Schedule;
use Tillbridge\Tests\Network;
use function Tillbridge\Installation\outbox_table;

require_once __DIR__ . '/PushCase.php';

/**
 * Nothing is skipped, nothing is doubled, and cancelled is cancelled.
 */
final class PushTest extends PushCase {

	public function test_a_push_of_1200_orders_is_1200_rows(): void {
		$this->many_orders( 1200 );
		$id    = self::begin( self::filter() );
		$steps = 0;
		while ( 'marked' === Push\step( $id ) ) {
			++$steps;
		}
		$run = Push_Runs\run( $id );
		self::assertSame( 1200, self::pushed() );
		self::assertSame( array( 3, 1200, 1200, Push_Runs\FINISHED ), array( $steps, $run['total'], $run['done'], $run['state'] ) );
	}

	public function test_a_push_goes_on_by_the_drains_action_when_the_browser_is_closed(): void {
		$this->many_orders( 700 );
		$id = self::begin( self::filter() );
		Push\step( $id );
		do_action( Schedule\DRAIN_HOOK );
		self::assertSame( array( 700, 700 ), array( Push_Runs\run( $id )['done'], self::pushed() ) );
	}

	public function test_a_cancelled_push_stays_cancelled_and_what_was_marked_goes(): void {
		$this->many_orders( 700 );
		$id = self::begin( self::filter() );
		Push\step( $id );
		self::assertTrue( Push\cancel( $id ) );
		self::assertFalse( Push\cancel( $id ) );
		self::assertSame( 'ended', Push\step( $id ) );
		do_action( Schedule\DRAIN_HOOK );
		self::assertSame( array( Push_Runs\CANCELLED, 500 ), array( Push_Runs\run( $id )['state'], Push_Runs\run( $id )['done'] ) );
		self::assertSame( 500, self::pushed() );
	}

	public function test_of_two_steps_at_once_one_finds_nothing_to_do(): void {
		$this->many_orders( 700 );
		$id     = self::begin( self::filter() );
		$second = '';
		self::while_marking(
			static function () use ( $id, &$second ): void {
				$second = Push\step( $id );
			}
		);
		self::assertSame( 'marked', Push\step( $id ) );
		self::assertSame( 'busy', $second );
		self::assertSame( 500, Push_Runs\run( $id )['done'] );
		Push\step( $id );
		self::assertSame( array( 700, 700 ), array( Push_Runs\run( $id )['done'], self::pushed() ) );
	}

	public function test_a_push_cancelled_in_the_middle_of_a_step_stays_cancelled(): void {
		$this->many_orders( 700 );
		$id = self::begin( self::filter() );
		self::while_marking(
			static function () use ( $id ): void {
				Push\cancel( $id );
			}
		);
		Push\step( $id );
		self::assertSame( array( Push_Runs\CANCELLED, 500 ), array( Push_Runs\run( $id )['state'], Push_Runs\run( $id )['done'] ) );
	}

	public function test_a_step_that_died_is_done_again(): void {
		$this->many_orders( 700 );
		$id = self::begin( self::filter() );
		self::while_marking(
			static function (): void {
				throw new \RuntimeException( 'The server was switched off.' );
			}
		);
		try {
			Push\step( $id );
			self::fail( 'Nothing died.' );
		} catch ( \RuntimeException $died ) {
			self::assertSame( 'busy', Push\step( $id ) );
		}
		Push_Runs\change(
			$id,
			static function ( array $run ): array {
				$run['claimed_until'] = time() - 1;
				return $run;
			}
		);
		Push\go_on( 5 );
		self::assertSame( array( 700, 700 ), array( Push_Runs\run( $id )['done'], self::pushed() ) );
	}

	public function test_a_step_that_the_database_did_not_take_is_done_again_at_once(): void {
		$this->many_orders( 3 );
		$id       = self::begin( self::filter() );
		$is_taken = false;
		add_filter(
			'query',
			static function ( $query ) use ( &$is_taken ) {
				$is_mark = 0 === strpos( $query, 'INSERT INTO `' . outbox_table() . '`' );
				// An error would end the transaction of the test on SQLite; WordPress fails on no query, too.
				return $is_mark && ! $is_taken ? '' : $query;
			}
		);
		self::assertSame( 'busy', Push\step( $id ) );
		$is_taken = true;
		self::assertSame( 'marked', Push\step( $id ) );
		self::assertSame( array( 3, 3 ), array( Push_Runs\run( $id )['done'], self::pushed() ) );
	}

	public function test_orders_placed_while_a_push_runs_are_not_part_of_it(): void {
		$this->many_orders( 3 );
		$id = self::begin( self::filter() );
		$this->many_orders( 2 );
		Push\go_on( 5 );
		self::assertSame( array( 3, 3 ), array( Push_Runs\run( $id )['done'], self::pushed() ) );
	}

	public function test_a_push_waits_while_enough_is_on_its_way(): void {
		$this->many_orders( 3 );
		$id = self::begin( self::filter() );
		Outbox\mark(
			array_map(
				static function ( int $number ): string {
					return 'customer:' . ( 900000000 + $number );
				},
				range( 1, Push\WAITING_MAX )
			),
			true
		);
		self::assertSame( 'full', Push\step( $id ) );
		self::tell_all();
		self::assertSame( 'marked', Push\step( $id ) );
	}

	public function test_one_push_runs_at_a_time_and_chosen_records_go_beside_it(): void {
		$this->many_orders( 700 );
		$chosen = $this->order_of( '1999-01-05T12:00:00' );
		$id     = self::begin( self::filter( array( 'after' => '1999-07-01' ) ) );
		self::assertInstanceOf( \WP_Error::class, Push\begin( self::filter(), 1 ) );
		self::assertSame( 1, Push\send_chosen( self::filter( array( 'ids' => array( $chosen ) ) ), 1 ) );
		self::assertSame( $id, Push_Runs\running()['id'] );
	}

	public function test_a_kind_that_is_not_wanted_is_refused_with_where_to_switch_it_on(): void {
		$this->many_orders( 1 );
		self::want( array( 'customer' ) );
		foreach ( array( Push\begin( self::filter(), 1 ), Push\send_chosen( self::filter( array( 'ids' => array( 1 ) ) ), 1 ) ) as $refused ) {
			self::assertInstanceOf( \WP_Error::class, $refused );
			self::assertStringContainsString( 'Settings › What is sent', $refused->get_error_message() );
		}
		Connection\disconnect();
		self::assertStringContainsString( 'Paste the connection code', Push\begin( self::filter(), 1 )->get_error_message() );
		self::assertSame( 0, self::pushed() );
	}

	public function test_progress_says_what_was_told_what_waits_and_what_was_set_aside(): void {
		$ids = array();
		for ( $order = 0; $order < 3; $order++ ) {
			$ids[] = $this->order_of( '1999-03-01T12:00:00' );
		}
		self::tell_all();
		$id = self::begin( self::filter() );
		Push\step( $id );
		self::assertSame( array( 'waiting' => 3, 'refused' => 0, 'told' => 0 ), Push_Runs\progress( Push_Runs\run( $id ) ) );
		Network::will(
			static function ( array $call ) use ( $ids ): array {
				$answer = Network::verdict( 'queued' )( $call );
				$said   = json_decode( $answer['body'], true );
				foreach ( $said['verdicts'] as $at => $verdict ) {
					if ( "order:{$ids[0]}" === $verdict['subject'] ) {
						$said['verdicts'][ $at ]['verdict'] = 'refused';
					}
				}
				return Network::response( 200, $said );
			}
		);
		Delivery\drain();
		self::assertSame( array( 'waiting' => 0, 'refused' => 1, 'told' => 2 ), Push_Runs\progress( Push_Runs\run( $id ) ) );
		foreach ( Network::$calls[0]['json']['changes'] as $change ) {
			self::assertSame( 'pushed', $change['event'] );
		}
	}

	public function test_the_last_ten_pushes_are_remembered_with_who_and_when(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		for ( $user_id = 1; $user_id <= 12; $user_id++ ) {
			Push\send_chosen( self::filter( array( 'ids' => array( $order_id ) ) ), $user_id );
		}
		self::assertSame( range( 12, 3 ), array_column( Push_Runs\runs(), 'user_id' ) );
		self::assertEqualsWithDelta( time(), Push_Runs\runs()[0]['began_at'], 60 );
	}
}
