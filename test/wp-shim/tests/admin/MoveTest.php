<?php
/**
 * A site at another address.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Admin;

use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Move;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\Person;
use Tillbridge\Tests\PluginCase;
use Tillbridge\Trouble;

require_once dirname( __DIR__, 2 ) . '/cases/Person.php';

/**
 * The shop or a copy.
 */
final class MoveTest extends PluginCase {

	use Person;

	public function test_a_shop_where_it_was_connected_is_asked_nothing(): void {
		$this->connect();
		self::assertSame( '', self::printed( 'Tillbridge\Move\print_question' ) );
	}

	public function test_a_copied_site_sends_nothing_and_asks(): void {
		$this->connect();
		$this->stand_elsewhere();
		$this->sign_in( 'administrator' );
		$this->press( 'check' );
		$this->press( 'test' );
		self::assertSame( array(), Network::$calls );
		$question = self::printed( 'Tillbridge\Move\print_question' );
		self::assertStringContainsString( 'https://old.example', $question );
		self::assertStringContainsString( Connection\shop_url(), $question );
	}

	public function test_a_shop_that_moved_asks_the_worker_and_then_sends(): void {
		$this->connect();
		$this->stand_elsewhere();
		$user_id = $this->sign_in( 'administrator' );
		Network::will( Network::response( 200, array( 'shopURL' => Connection\shop_url() ) ), Network::verdict( 'queued' ) );
		$this->press( 'moved' );
		self::assertStringEndsWith( '/shop/k3f9x2/move', Network::$calls[0]['url'] );
		self::assertSame( 'https://old.example', Network::$calls[0]['json']['from'] );
		self::assertSame( Connection\shop_url(), Network::$calls[0]['json']['to'] );
		self::assertSame( $user_id, Network::$calls[0]['json']['user']['id'] );
		self::assertStringEndsWith( '/changes', Network::$calls[1]['url'] );
		self::assertFalse( Move\is_asked() );
	}

	public function test_an_address_that_the_worker_does_not_take_is_not_kept(): void {
		$this->connect();
		$this->stand_elsewhere();
		$this->sign_in( 'administrator' );
		Network::will( Network::problem( 409, 'too-late', array( 'title' => 'Somebody moved it before.' ) ) );
		$this->press( 'moved' );
		self::assertFalse( self::said()['is_good'] );
		self::assertStringContainsString( 'Somebody moved it before.', self::said()['text'] );
		self::assertTrue( Move\is_asked() );
		self::assertCount( 1, Network::$calls );
	}

	public function test_a_store_that_is_known_elsewhere_moves_from_where_it_is_known(): void {
		$this->connect();
		Delivery_State\fail( Trouble\told( 409, array( 'code' => 'shop-moved', 'expected' => 'https://first.example', 'got' => Connection\shop_url() ), null ) );
		$this->sign_in( 'administrator' );
		self::assertStringContainsString( 'https://first.example', self::printed( 'Tillbridge\Move\print_question' ) );
		Network::will(
			Network::problem( 409, 'shop-moved', array( 'expected' => 'https://first.example' ) ),
			Network::response( 200, array( 'shopURL' => Connection\shop_url() ) ),
			Network::verdict( 'queued' )
		);
		$this->press( 'moved' );
		self::assertSame( 'https://first.example', Network::$calls[1]['json']['from'] );
		self::assertFalse( Move\is_asked() );
	}

	public function test_a_copy_forgets_the_connection_and_tells_nobody(): void {
		$this->connect();
		$this->stand_elsewhere();
		$this->sign_in( 'administrator' );
		$this->press( 'copy' );
		self::assertNull( Connection\connection() );
		self::assertSame( array(), Network::$calls );
	}

	/**
	 * As after the database was copied.
	 */
	private function stand_elsewhere(): void {
		$stored = (array) get_option( Connection\CONNECTION_OPTION );
		update_option( Connection\CONNECTION_OPTION, array_merge( $stored, array( 'shop_url' => 'https://old.example' ) ), false );
	}
}
