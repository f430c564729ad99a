<?php
/**
 * The shop is connected to another store, or to none, while something is on its way.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Push_Runs;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;

/**
 * What one store was told is nothing that another one knows.
 */
final class OtherStoreTest extends PluginCase {

	const ONE = 'customer:900000001';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	public function test_an_answer_of_the_store_before_says_nothing_of_the_new_one(): void {
		self::due( self::ONE );
		$this->answer_after( fn () => $this->connect( array( 'storeID' => 'other1' ) ) );
		self::assertSame( 'stopped', Delivery\drain()['kind'] );
		self::assertArrayHasKey( self::ONE, self::outbox() );
		self::assertSame( array(), Ledger\entries_of( array( self::ONE ) ) );
		self::assertNull( Delivery_State\state()['outcomes_after'] );
		self::assertSame( Connection\WANTS_AT_FIRST, Connection\wanted_kinds() );
	}

	public function test_an_answer_that_comes_after_the_shop_was_disconnected_changes_nothing(): void {
		self::due( self::ONE );
		$this->answer_after( static fn () => Connection\disconnect() );
		Delivery\drain();
		self::assertArrayHasKey( self::ONE, self::outbox() );
		self::assertSame( array(), Connection\wanted_kinds() );
	}

	public function test_an_answer_that_comes_after_a_new_code_of_the_same_store_counts(): void {
		self::due( self::ONE );
		$this->answer_after( fn () => $this->connect( array( 'secret' => 'another' ) ) );
		self::assertSame( 'done', Delivery\drain()['kind'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_what_was_pushed_into_one_stores_books_is_not_pushed_into_anothers(): void {
		Outbox\mark( array( self::ONE ), true );
		self::running_push();
		$this->connect( array( 'storeID' => 'other1' ) );
		self::assertSame( '0', (string) self::outbox()[ self::ONE ]['is_pushed'] );
		self::assertNull( Push_Runs\running() );
	}

	public function test_what_was_pushed_still_is_when_the_same_store_is_connected_again(): void {
		Outbox\mark( array( self::ONE ), true );
		Connection\disconnect();
		$this->connect();
		self::assertSame( '1', (string) self::outbox()[ self::ONE ]['is_pushed'] );
	}

	/**
	 * The Worker answers, but something else comes before its answer.
	 *
	 * @param callable(): mixed $meanwhile What happens.
	 */
	private function answer_after( callable $meanwhile ): void {
		Network::will(
			static function ( array $call ) use ( $meanwhile ): array {
				$meanwhile();
				return Network::verdict( 'queued', array( 'outcomesAfter' => 'c-9', 'wants' => array( 'order' ) ) )( $call );
			}
		);
	}

	/**
	 * A push that has begun.
	 */
	private static function running_push(): void {
		$filter = array( 'kind' => 'customers', 'after' => '', 'before' => '', 'statuses' => array(), 'ids' => array(), 'is_unsent' => false );
		Push_Runs\add( array( 'id' => 'p1', 'kind' => 'customers', 'filter' => $filter, 'total' => 5, 'done' => 0, 'cursor' => 0, 'last_id' => 9, 'state' => Push_Runs\RUNNING, 'user_id' => 0, 'began_at' => time(), 'ended_at' => 0, 'claim' => '', 'claimed_until' => 0 ) );
	}
}
