/**
 * Watches a push: asks how far it is, which also goes on with it, and moves the bar. Without this
 * script the page opens itself again and the push goes on in the background.
 */
( function () {
	'use strict';

	var PAUSE_MS = 1500;
	var PAUSE_AFTER_FAILURE_MS = 15000;
	var box = document.querySelector( '.tillbridge-push-run' );

	if ( ! box || '1' === box.dataset.over ) {
		return;
	}

	/**
	 * Shows what was answered. Unchanged text is left alone, or a screen reader says it again.
	 *
	 * @param {string} selector Of the element.
	 * @param {string} text     What it is to say.
	 */
	function write( selector, text ) {
		var element = box.querySelector( selector );
		if ( element && element.textContent !== text ) {
			element.textContent = text;
		}
	}

	/**
	 * Shows how far the push is, and the list anew when it is over.
	 *
	 * @param {Object} report As Push_Progress\report() makes it.
	 */
	function show( report ) {
		var bar = box.querySelector( 'progress' );
		var cancel = box.querySelector( '.tillbridge-push-cancel' );
		bar.max = report.max;
		bar.value = report.value;
		write( 'h2', report.title );
		write( '.tillbridge-push-sentence', report.sentence );
		write( '.tillbridge-push-trouble', report.trouble );
		box.querySelector( '.tillbridge-push-trouble' ).hidden = '' === report.trouble;
		if ( cancel && ! report.is_running ) {
			cancel.remove();
		}
	}

	/**
	 * Asks, and again after a while.
	 */
	function ask() {
		var form = new FormData();
		form.append( 'action', 'tillbridge_push_step' );
		form.append( 'run', box.dataset.run );
		form.append( 'nonce', box.dataset.nonce );
		window
			.fetch( window.ajaxurl, { method: 'POST', body: form, credentials: 'same-origin' } )
			.then( function ( response ) {
				return response.json();
			} )
			.then( function ( answer ) {
				if ( ! answer.success ) {
					write( '.tillbridge-push-sentence', answer.data.sentence );
					return;
				}
				show( answer.data );
				if ( ! answer.data.is_over ) {
					window.setTimeout( ask, '' === answer.data.trouble ? PAUSE_MS : PAUSE_AFTER_FAILURE_MS );
				}
			} )
			.catch( function () {
				// The server rests or the network is gone; the push goes on in the background.
				window.setTimeout( ask, PAUSE_AFTER_FAILURE_MS );
			} );
	}

	ask();
} )();
