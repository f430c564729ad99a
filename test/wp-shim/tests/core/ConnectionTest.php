<?php
/**
 * The connection.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Tests\PluginCase;

/**
 * A code is pasted, and the shop knows its Worker.
 */
final class ConnectionTest extends PluginCase {

	const TOLD = array(
		'subject'    => 'order:1042',
		'generation' => '1790000000000000',
		'modified'   => '',
		'content'    => '',
		'verdict'    => 'queued',
	);

	public function test_a_code_connects_the_shop(): void {
		$this->connect();
		$connection = (array) Connection\connection();
		self::assertSame( 'https://bridge.example', $connection['url'] );
		self::assertSame( 'k3f9x2', $connection['store_id'] );
		self::assertSame( self::SECRET, $connection['secret'] );
		self::assertSame( '', $connection['previous_secret'] );
		self::assertSame( Connection\shop_url(), $connection['shop_url'] );
	}

	public function test_a_code_is_read_also_with_the_breaks_that_a_mail_put_in(): void {
		$code = ' ' . chunk_split( self::code(), 40, "\r\n" );
		self::assertTrue( Connection\connect( $code ) );
	}

	public function test_connecting_queues_nothing(): void {
		$this->connect();
		self::assertSame( array(), self::outbox() );
		self::assertSame( array(), \Tillbridge\Tests\Network::$calls );
	}

	/**
	 * Codes that are none.
	 *
	 * @dataProvider bad_codes
	 */
	public function test_a_code_that_is_not_whole_is_said_so_and_changes_nothing( string $code, string $error ): void {
		$this->connect();
		$before = Connection\connection();
		$said   = Connection\connect( $code );
		self::assertInstanceOf( \WP_Error::class, $said );
		self::assertSame( $error, $said->get_error_code() );
		self::assertSame( $before, Connection\connection() );
	}

	public function bad_codes(): array {
		return array(
			'nothing'             => array( '', 'tillbridge_code' ),
			'other text'          => array( 'https://bridge.example', 'tillbridge_code' ),
			'half of it'          => array( substr( self::code(), 0, 60 ), 'tillbridge_code' ),
			'without a secret'    => array( self::code( array( 'secret' => '' ) ), 'tillbridge_code' ),
			'a list'              => array( 'W10', 'tillbridge_code' ),
			'far too long'        => array( self::code( array( 'secret' => str_repeat( 'x', 3000 ) ) ), 'tillbridge_code' ),
			'an http address'     => array( self::code( array( 'url' => 'http://bridge.example' ) ), 'tillbridge_code_url' ),
			'no address'          => array( self::code( array( 'url' => 'bridge' ) ), 'tillbridge_code_url' ),
			'a host like our own' => array( self::code( array( 'url' => 'http://127.0.0.1.evil.example' ) ), 'tillbridge_code_url' ),
		);
	}

	public function test_a_worker_on_this_very_machine_may_be_reached_without_https(): void {
		$this->connect( array( 'url' => 'http://127.0.0.1:8787' ) );
		self::assertSame( 'http://127.0.0.1:8787', ( (array) Connection\connection() )['url'] );
	}

	public function test_a_new_secret_of_the_same_store_keeps_the_old_one_for_a_day(): void {
		$this->connect();
		$this->connect( array( 'secret' => 'a new secret' ) );
		$connection = (array) Connection\connection();
		self::assertSame( 'a new secret', $connection['secret'] );
		self::assertSame( self::SECRET, $connection['previous_secret'] );
		self::assertEqualsWithDelta( time() + DAY_IN_SECONDS, $connection['previous_until'], 5 );
	}

	public function test_a_new_code_of_the_same_store_goes_on_where_it_was(): void {
		$this->connect();
		Ledger\record( array( self::TOLD ) );
		Delivery_State\change( array( 'outcomes_after' => 'o-381' ) );
		$epoch = Connection\epoch();
		$this->connect( array( 'secret' => 'a new secret' ) );
		self::assertSame( array( 'order:1042' ), array_keys( Ledger\entries_of( array( 'order:1042' ) ) ) );
		self::assertSame( $epoch, Connection\epoch() );
		self::assertSame( 'o-381', Delivery_State\state()['outcomes_after'] );
	}

	public function test_a_new_code_forgets_what_was_wrong_before(): void {
		$this->connect();
		Delivery_State\fail( array( 'code' => 'signature', 'summary' => '', 'remedy' => '' ) );
		$this->connect( array( 'secret' => 'a new secret' ) );
		self::assertNull( Delivery_State\state()['trouble'] );
		self::assertSame( 0, Delivery_State\state()['not_before'] );
	}

	public function test_another_store_is_told_from_the_beginning(): void {
		$this->connect();
		Ledger\record( array( self::TOLD ) );
		Delivery_State\change( array( 'outcomes_after' => 'o-381' ) );
		$epoch = Connection\epoch();
		$this->connect( array( 'storeID' => 'another' ) );
		self::assertSame( array(), Ledger\entries_of( array( 'order:1042' ) ) );
		self::assertNotSame( $epoch, Connection\epoch() );
		self::assertNull( Delivery_State\state()['outcomes_after'] );
		self::assertSame( '', ( (array) Connection\connection() )['previous_secret'] );
	}

	public function test_what_is_wanted_counts_also_where_a_cache_believed_otherwise(): void {
		global $wpdb;
		$this->connect();
		self::assertSame( Connection\WANTS_AT_FIRST, Connection\wanted_kinds() );
		$wpdb->update( $wpdb->options, array( 'option_value' => maybe_serialize( array( 'order' ) ) ), array( 'option_name' => Connection\WANTS_OPTION ) );
		Connection\remember_wanted_kinds( array( 'order' ) );
		self::assertSame( array( 'order' ), Connection\wanted_kinds() );
	}

	public function test_before_a_code_was_pasted_nothing_is_noted(): void {
		self::assertSame( array(), Connection\wanted_kinds() );
		wp_update_user( array( 'ID' => self::subscriber(), 'first_name' => 'Ana' ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_what_waits_stays_when_the_shop_is_disconnected(): void {
		$this->connect();
		Outbox\mark( array( 'order:1042' ) );
		Connection\disconnect();
		self::assertNull( Connection\connection() );
		self::assertSame( array(), Connection\wanted_kinds() );
		self::assertCount( 1, self::outbox() );
	}

	/**
	 * Addresses.
	 *
	 * @dataProvider addresses
	 */
	public function test_one_address_has_several_spellings( string $left, string $right, bool $is_same ): void {
		self::assertSame( $is_same, Connection\is_same_address( $left, $right ) );
	}

	public function addresses(): array {
		return array(
			'letters'            => array( 'https://Shop.Example', 'https://shop.example/', true ),
			'http beside https'  => array( 'http://shop.example', 'https://shop.example', true ),
			'www is another'     => array( 'https://www.shop.example', 'https://shop.example', false ),
			'a folder'           => array( 'https://shop.example/a', 'https://shop.example', false ),
			'another port'       => array( 'http://shop.example:8080', 'http://shop.example', false ),
			'a staging copy'     => array( 'https://staging.shop.example', 'https://shop.example', false ),
		);
	}
}
