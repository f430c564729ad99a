<?php
/**
 * The signature.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Signature;
use Tillbridge\Tests\PluginCase;

/**
 * Whoever has the secret is believed, once, and for five minutes.
 */
final class SignatureTest extends PluginCase {

	const NONCE   = '0123456789abcdef0123456789abcdef';
	const REQUEST = array(
		'method' => 'POST',
		'path'   => '/shop/k3f9x2/changes',
		'body'   => '{"protocol":1}',
	);

	/**
	 * The same figures stand in the Worker's test/woo/signature.test.ts.
	 */
	public function test_plugin_and_worker_sign_alike(): void {
		self::assertSame(
			'356a601d867b2bf8e456a88936ba6348ce77498dba470ac7a849f3d0c382a4a3',
			Signature\signature( self::REQUEST, '1790000000', self::NONCE, self::SECRET )
		);
	}

	public function test_what_we_sign_is_believed(): void {
		self::assertTrue( self::is_believed( self::headers() ) );
	}

	public function test_each_request_has_a_nonce_of_its_own(): void {
		self::assertNotSame(
			Signature\signed_headers( self::REQUEST, self::SECRET )['Tillbridge-Nonce'],
			Signature\signed_headers( self::REQUEST, self::SECRET )['Tillbridge-Nonce']
		);
	}

	public function test_a_request_that_comes_twice_is_believed_once(): void {
		$headers = self::headers();
		self::assertTrue( self::is_believed( $headers ) );
		self::assertFalse( self::is_believed( $headers ) );
		$headers['nonce'] = strtoupper( $headers['nonce'] );
		self::assertFalse( self::is_believed( $headers ) );
	}

	public function test_five_minutes_either_way_are_allowed_and_no_more(): void {
		// Five seconds for a machine that is busy.
		self::assertTrue( self::is_believed( self::headers( -295 ) ) );
		self::assertTrue( self::is_believed( self::headers( 295 ) ) );
		self::assertFalse( self::is_believed( self::headers( -305 ) ) );
		self::assertFalse( self::is_believed( self::headers( 305 ) ) );
	}

	public function test_a_changed_body_path_or_method_is_not_believed(): void {
		foreach ( array( 'body' => '{"protocol":2}', 'path' => '/shop/other/changes', 'method' => 'PUT' ) as $part => $value ) {
			self::assertFalse( Signature\is_genuine( array_merge( self::REQUEST, array( $part => $value ) ), self::headers(), array( self::SECRET ) ), $part );
		}
	}

	public function test_another_shops_secret_is_not_believed(): void {
		self::assertFalse( self::is_believed( self::headers( 0, 'another secret' ) ) );
	}

	public function test_during_a_rotation_both_secrets_are_believed_and_no_third(): void {
		$secrets = array( 'the new one', 'the old one' );
		self::assertTrue( self::is_believed( self::headers( 0, 'the new one' ), $secrets ) );
		self::assertTrue( self::is_believed( self::headers( 0, 'the old one' ), $secrets ) );
		self::assertFalse( self::is_believed( self::headers( 0, 'a third' ), $secrets ) );
		self::assertFalse( self::is_believed( self::headers( 0, 'the old one' ), array() ) );
	}

	public function test_a_stranger_uses_up_no_nonce(): void {
		$headers = self::headers();
		self::assertFalse( self::is_believed( array_merge( $headers, array( 'signature' => 'v1=' . str_repeat( '0', 64 ) ) ) ) );
		self::assertTrue( self::is_believed( $headers ) );
	}

	/**
	 * Headers that are none.
	 *
	 * @dataProvider malformed
	 */
	public function test_a_header_of_another_form_is_not_believed( string $header, string $value ): void {
		self::assertFalse( self::is_believed( array_merge( self::headers(), array( $header => $value ) ) ) );
	}

	public function malformed(): array {
		return array(
			'no time'              => array( 'timestamp', '' ),
			'a time with a sign'   => array( 'timestamp', '-1' ),
			'a time beyond all'    => array( 'timestamp', '9999999999999' ),
			'no nonce'             => array( 'nonce', '' ),
			'a short nonce'        => array( 'nonce', str_repeat( 'a', 31 ) ),
			'a long nonce'         => array( 'nonce', str_repeat( 'a', 65 ) ),
			'a nonce with a break' => array( 'nonce', self::NONCE . "\n" ),
			'no signature'         => array( 'signature', '' ),
			'another version'      => array( 'signature', 'v2=' . str_repeat( '0', 64 ) ),
		);
	}

	public function test_nonces_that_no_request_can_use_any_more_are_forgotten(): void {
		global $wpdb;
		$table = \Tillbridge\Installation\nonces_table();
		self::is_believed( self::headers() );
		$wpdb->query( "UPDATE $table SET expires_at = 1" );
		self::is_believed( self::headers() );
		self::assertSame( '1', (string) $wpdb->get_var( "SELECT COUNT(*) FROM $table" ) );
	}

	/**
	 * Rightly signed headers.
	 *
	 * @return array{timestamp: string, nonce: string, signature: string}
	 */
	private static function headers( int $seconds = 0, string $secret = self::SECRET ): array {
		$timestamp = (string) ( time() + $seconds );
		$nonce     = bin2hex( random_bytes( 16 ) );
		return array(
			'timestamp' => $timestamp,
			'nonce'     => $nonce,
			'signature' => 'v1=' . Signature\signature( self::REQUEST, $timestamp, $nonce, $secret ),
		);
	}

	private static function is_believed( array $headers, array $secrets = array( self::SECRET ) ): bool {
		return Signature\is_genuine( self::REQUEST, $headers, $secrets );
	}
}
