<?php
/**
 * The way into Tillbridge's pages.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Admin;

use Tillbridge\Menu;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\Person;
use Tillbridge\Tests\PluginCase;

require_once dirname( __DIR__, 2 ) . '/cases/Person.php';

/**
 * WooCommerce › QuickBooks.
 */
final class MenuTest extends PluginCase {

	use Person;

	public function test_the_entry_opens_the_page_that_was_asked_for_as_who_asks(): void {
		$this->connect();
		$user_id = $this->sign_in( 'administrator', 'Ana "Lima"' );
		Network::will( Network::response( 200, array( 'url' => 'https://bridge.example/in/word', 'expiresAtMs' => 1 ) ) );
		$_GET['to'] = '/orders/1042';
		self::assertSame( 'https://bridge.example/in/word', $this->ending( 'Tillbridge\Menu\leave' ) );
		self::assertSame( '/orders/1042', Network::$calls[0]['json']['to'] );
		self::assertSame( $user_id, Network::$calls[0]['json']['user']['id'] );
		self::assertSame( 'Ana "Lima"', Network::$calls[0]['json']['user']['name'] );
	}

	/**
	 * @dataProvider elsewheres
	 */
	public function test_what_is_no_path_of_the_pages_opens_the_first_page( string $to ): void {
		$_GET['to'] = wp_slash( $to );
		self::assertSame( '/', Menu\wanted_path() );
		$_GET = array();
	}

	public function elsewheres(): array {
		return array(
			array( '//evil.example/' ),
			array( '/\\evil.example/' ),
			array( 'https://evil.example/' ),
			array( 'orders/1042' ),
			array( '/orders 1042' ),
			array( '' ),
			array( '/' . str_repeat( 'a', 600 ) ),
		);
	}

	/**
	 * @dataProvider strangers
	 */
	public function test_nobody_is_sent_to_a_stranger( string $url ): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		Network::will( Network::response( 200, array( 'url' => $url ) ) );
		self::assertSame( 'went on', $this->ending( 'Tillbridge\Menu\leave' ) );
		self::assertStringContainsString( 'could not be opened', self::printed( 'Tillbridge\Menu\print_page' ) );
	}

	public function strangers(): array {
		return array(
			array( 'https://evil.example/in/word' ),
			array( 'https://bridge.example.evil.example/' ),
			array( 'https://bridge.example@evil.example/' ),
			array( 'http://bridge.example/in/word' ),
			array( 'https://bridge.example:8443/in/word' ),
			array( '/in/word' ),
		);
	}

	public function test_a_refusal_stands_on_the_page_with_the_way_to_the_settings(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		Network::will( Network::problem( 401, 'signature' ) );
		self::assertSame( 'went on', $this->ending( 'Tillbridge\Menu\leave' ) );
		$page = self::printed( 'Tillbridge\Menu\print_page' );
		self::assertStringContainsString( 'signature', $page );
		self::assertStringContainsString( 'tab=integration', $page );
	}

	public function test_who_may_not_run_the_shop_is_not_signed_in(): void {
		$this->connect();
		$this->sign_in( 'editor' );
		self::assertSame( 'went on', $this->ending( 'Tillbridge\Menu\leave' ) );
		self::assertSame( array(), Network::$calls );
	}
}
