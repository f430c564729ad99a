<?php
/**
 * When the drain runs, and when it does not.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;

/**
 * One at a time, and gently while something is wrong.
 */
final class DeliveryPaceTest extends PluginCase {

	const ONE     = 'customer:900000001';
	const TROUBLE = array(
		'code'    => 'in-between',
		'summary' => 'What happened.',
		'remedy'  => 'What to do.',
	);

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		self::due( self::ONE );
	}

	/**
	 * Failures in a row, and the pause after them in seconds.
	 *
	 * @dataProvider pauses
	 */
	public function test_the_pause_doubles_up_to_an_hour_less_up_to_a_quarter( int $failures, int $seconds ): void {
		Delivery_State\change( array( 'failures' => $failures - 1 ) );
		Delivery_State\fail( self::TROUBLE );
		$pause = Delivery_State\state()['not_before'] - time();
		self::assertSame( $failures, Delivery_State\state()['failures'] );
		// Two seconds for a machine that is busy.
		self::assertGreaterThanOrEqual( (int) ( $seconds * 0.75 ) - 2, $pause );
		self::assertLessThanOrEqual( $seconds, $pause );
	}

	public function pauses(): array {
		return array(
			'the first'         => array( 1, 60 ),
			'the second'        => array( 2, 120 ),
			'the sixth'         => array( 6, 1920 ),
			'the seventh'       => array( 7, 3600 ),
			'the ten-thousandth' => array( 10000, 3600 ),
		);
	}

	public function test_not_every_shop_knocks_at_the_same_moment(): void {
		$pauses = array();
		for ( $shop = 0; $shop < 20; $shop++ ) {
			Delivery_State\change( array( 'failures' => 20 ) );
			Delivery_State\fail( self::TROUBLE );
			$pauses[] = Delivery_State\state()['not_before'] - time();
		}
		self::assertGreaterThan( 5, count( array_unique( $pauses ) ) );
	}

	/**
	 * What a server may ask for.
	 *
	 * @dataProvider retry_after
	 * @param callable $header  Makes the header.
	 * @param int      $seconds The pause, at least.
	 */
	public function test_a_pause_that_the_server_asks_for_is_kept( int $status, callable $header, int $seconds ): void {
		Network::will( Network::response( $status, '', array( 'retry-after' => $header() ) ) );
		Delivery\drain();
		self::assertEqualsWithDelta( $seconds, Delivery_State\state()['not_before'] - time(), 5 );
	}

	public function retry_after(): array {
		$date = fn (): string => gmdate( 'D, d M Y H:i:s \G\M\T', time() + 7200 );
		return array(
			'seconds with 429'       => array( 429, fn (): string => '1800', 1800 ),
			'seconds with 503'       => array( 503, fn (): string => '1800', 1800 ),
			'a date with 429'        => array( 429, $date, 7200 ),
			'a date with 503'        => array( 503, $date, 7200 ),
			'a year is cut to a day' => array( 503, fn (): string => '31536000', 86400 ),
		);
	}

	public function test_a_pause_that_is_nonsense_is_not_kept(): void {
		Network::will( Network::response( 503, '', array( 'retry-after' => 'when the cows come home' ) ) );
		Delivery\drain();
		self::assertLessThanOrEqual( 60, Delivery_State\state()['not_before'] - time() );
	}

	public function test_in_a_pause_nothing_is_sent_and_the_trouble_stays_in_sight(): void {
		Delivery_State\fail( self::TROUBLE );
		$report = Delivery\drain();
		self::assertSame( array( 'stopped', self::TROUBLE ), array( $report['kind'], $report['trouble'] ) );
		self::assertSame( array(), Network::$calls );
		self::assertSame( 1, Delivery_State\state()['failures'] );
	}

	public function test_a_person_who_asks_does_not_wait_for_the_pause(): void {
		Delivery_State\fail( self::TROUBLE );
		Network::will( Network::verdict( 'queued' ) );
		self::assertSame( 'done', Delivery\drain( array( 'is_asked_for' => true ) )['kind'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_the_owner_reads_since_when_it_fails(): void {
		Delivery_State\fail( self::TROUBLE );
		Delivery_State\change( array( 'trouble_since' => 1790000000 ) );
		Delivery_State\fail( array_merge( self::TROUBLE, array( 'code' => 'another' ) ) );
		self::assertSame( 1790000000, Delivery_State\state()['trouble_since'] );
	}

	public function test_two_drains_never_run_at_once(): void {
		$second = null;
		Network::will(
			static function ( array $call ) use ( &$second ): array {
				$second = $second ?? Delivery\drain( array( 'is_asked_for' => true ) );
				return ( Network::verdict( 'queued' ) )( $call );
			}
		);
		self::assertSame( 'done', Delivery\drain()['kind'] );
		self::assertSame( array( 'kind' => 'busy' ), $second );
		self::assertCount( 1, Network::$calls );
	}

	public function test_after_a_drain_the_next_may_begin_also_when_it_failed(): void {
		Network::will( Network::response( 500, '' ) );
		Delivery\drain();
		self::assertNotNull( Delivery_State\take_lock() );
	}

	public function test_the_lock_of_a_drain_that_died_is_taken_over_when_it_expires(): void {
		$dead = (string) Delivery_State\take_lock();
		self::assertNull( Delivery_State\take_lock() );
		self::expire_lock();
		$living = Delivery_State\take_lock();
		self::assertNotNull( $living );
		// The dead one wakes up and must not let a third one in.
		Delivery_State\release_lock( $dead );
		self::assertNull( Delivery_State\take_lock() );
		Delivery_State\release_lock( $living );
		self::assertNotNull( Delivery_State\take_lock() );
	}

	public function test_a_copy_of_the_shop_at_another_address_sends_nothing_whoever_asks(): void {
		add_filter( 'pre_option_home', static fn (): string => 'https://copy.example' );
		foreach ( array( false, true ) as $is_asked_for ) {
			$report = Delivery\drain( array( 'is_asked_for' => $is_asked_for ) );
			self::assertSame( array( 'stopped', 'shop-moved' ), array( $report['kind'], $report['trouble']['code'] ) );
		}
		self::assertSame( array(), Network::$calls );
		self::assertCount( 1, self::outbox() );
	}

	public function test_a_shop_that_moved_sends_again_when_a_person_says_so(): void {
		add_filter( 'pre_option_home', static fn (): string => 'https://new.example' );
		Delivery\drain();
		Connection\accept_address();
		Network::will( Network::verdict( 'queued' ) );
		self::assertSame( 'done', Delivery\drain( array( 'is_asked_for' => true ) )['kind'] );
		self::assertSame( 'https://new.example', Network::$calls[0]['json']['shop']['url'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_shop_reached_by_https_instead_of_http_is_the_same_shop(): void {
		add_filter( 'pre_option_home', static fn () => false );
		$home = (string) preg_replace( '/^https?:/', 'https:', (string) get_option( 'home' ) );
		add_filter( 'pre_option_home', static fn (): string => strtoupper( $home ) . '/', 20 );
		self::assertTrue( Connection\is_where_it_was_connected() );
	}

	private static function expire_lock(): void {
		global $wpdb;
		$wpdb->update(
			$wpdb->options,
			array( 'option_value' => ( time() - 1 ) . ':the-dead' ),
			array( 'option_name' => Delivery_State\LOCK_OPTION )
		);
	}
}
