<?php
/**
 * The Worker's nudge.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Nudge;
use Tillbridge\Signature;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;

/**
 * Heard from the Worker alone, answered at once, and worth a drain.
 */
final class NudgeTest extends PluginCase {

	const PATH = '/wp-json/tillbridge/v1/nudge';

	public function test_a_nudge_of_the_workers_is_answered_without_content_and_before_the_drain(): void {
		$this->connect();
		self::assertSame( 204, self::nudged( $this->signed() )->get_status() );
		self::assertSame( array(), Network::$calls );
	}

	public function test_behind_the_answer_the_shop_asks_even_while_it_pauses_after_a_failure(): void {
		$this->connect();
		Delivery_State\fail( array( 'code' => 'no-answer', 'summary' => 'Nobody answered.', 'remedy' => 'Wait.' ) );
		Network::will( Network::verdict( 'queued' ) );
		Nudge\drain_behind_the_answer();
		self::assertCount( 1, Network::$calls );
		self::assertNull( Delivery_State\state()['trouble'] );
	}

	public function test_a_nudge_counts_once(): void {
		$this->connect();
		$headers = $this->signed();
		self::assertSame( 204, self::nudged( $headers )->get_status() );
		self::assertSame( 401, self::nudged( $headers )->get_status() );
	}

	/**
	 * Who is not the Worker hears 401 and no reason.
	 *
	 * @dataProvider strangers
	 * @param array<string, string> $headers Instead of good ones.
	 * @param string                $secret  It was signed with.
	 */
	public function test_strangers_are_refused( array $headers, string $secret ): void {
		$this->connect();
		$response = self::nudged( array_merge( $this->signed( $secret ), $headers ) );
		self::assertSame( 401, $response->get_status() );
		self::assertSame( 'tillbridge_signature', $response->get_data()['code'] );
	}

	public function strangers(): array {
		return array(
			'unsigned'       => array( array( 'Tillbridge-Signature' => '' ), self::SECRET ),
			'another secret' => array( array(), 'another' ),
			'an old time'    => array( array( 'Tillbridge-Timestamp' => (string) ( time() - 3600 ) ), self::SECRET ),
			'a short nonce'  => array( array( 'Tillbridge-Nonce' => 'abc' ), self::SECRET ),
		);
	}

	public function test_a_nudge_is_refused_before_the_shop_is_connected(): void {
		self::assertSame( 401, self::nudged( $this->signed() )->get_status() );
	}

	public function test_a_shop_in_a_folder_is_nudged_under_its_own_path(): void {
		self::assertSame( '/blog/wp-json/tillbridge/v1/nudge', Nudge\path( 'https://shop.example/blog' ) );
		self::assertSame( '/wp-json/tillbridge/v1/nudge', Nudge\path( 'https://shop.example' ) );
	}

	public function test_the_secret_before_the_last_is_good_for_a_day(): void {
		$this->connect();
		$this->connect( array( 'secret' => 'the next secret' ) );
		self::assertSame( 204, self::nudged( $this->signed() )->get_status() );
		$stored                   = get_option( Connection\CONNECTION_OPTION );
		$stored['previous_until'] = time() - 1;
		update_option( Connection\CONNECTION_OPTION, $stored, false );
		self::assertSame( 401, self::nudged( $this->signed() )->get_status() );
	}

	/**
	 * The headers of a nudge.
	 *
	 * @param string $secret It is signed with.
	 * @return array<string, string>
	 */
	private function signed( string $secret = self::SECRET ): array {
		return Signature\signed_headers(
			array(
				'method' => 'POST',
				'path'   => self::PATH,
				'body'   => '{}',
			),
			$secret
		);
	}

	/**
	 * The answer to a nudge.
	 *
	 * @param array<string, string> $headers Of the request.
	 */
	private static function nudged( array $headers ): \WP_REST_Response {
		$request = new \WP_REST_Request( 'POST', '/tillbridge/v1/nudge' );
		$request->set_body( '{}' );
		foreach ( $headers as $name => $value ) {
			$request->set_header( $name, $value );
		}
		return rest_do_request( $request );
	}
}
